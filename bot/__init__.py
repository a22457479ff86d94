"""Question to cited answer: everything between a message and its proven reply."""
