"""The web pages: the same assistant in a browser, and what reviewers, the secretariat and admins need."""
