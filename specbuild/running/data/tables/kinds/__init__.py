"""What a column can hold: one file a kind, each with the same four functions (see `kind.py`)."""
