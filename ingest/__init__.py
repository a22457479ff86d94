"""Documents to searchable passages: everything the secretariat's refresh does, and reading what it made."""
