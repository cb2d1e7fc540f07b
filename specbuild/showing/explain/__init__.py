"""Explanations in words: of a code, an entry of the catalogue, a value of a spec."""
