"""The pages by subject; each module has a ``router``."""
