"""Mend a spec where it is certain what was meant: findings to edits, edits to a new text."""
