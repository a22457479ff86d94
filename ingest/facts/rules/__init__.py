"""How facts are found: one file per kind, each rule right for a way of writing, never for one document."""
