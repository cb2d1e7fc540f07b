"""Text to values that know where they were written: parsing, places, inheritance and overrides."""
