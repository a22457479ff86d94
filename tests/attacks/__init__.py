"""What people hide in documents, questions and file names to make a language model say it."""
