"""The settings that tie specs to the schema: one file for each editor, and what all of them share."""
