"""Values to a `Spec`: one pydantic model a table of the language, and the catalogue for everything that has a `type`."""
