"""A spec and its data put together: what `run` does, step by step, and what later verbs take up again."""
