"""The answer log: every question with its answer and what was considered for it, for memory, review and export."""
