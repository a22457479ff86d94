"""From evidence to an answer, and the gate that every answer passes."""
