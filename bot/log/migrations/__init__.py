"""The schema of the answer log, one numbered step after another; a published step is never edited."""
