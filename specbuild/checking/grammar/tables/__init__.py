"""One pydantic model for each table of the spec language; their docstrings are the words that editors and the reference show."""
