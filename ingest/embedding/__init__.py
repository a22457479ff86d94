"""The shipped Dutch embedding model (``model/``) and the code that made it."""
