"""The searchable collection: its rows, its two indexes and its generations, reading beside writing."""
