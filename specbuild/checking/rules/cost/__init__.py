"""Cost and memory."""
