"""The faces of precall: each parses what its user says, calls one use case, and shows what came of it."""
