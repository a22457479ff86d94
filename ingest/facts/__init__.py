"""Facts gathered from documents: which programmes there are, with whom, and what was learned from them."""
