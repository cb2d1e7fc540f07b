"""What is made from the code and checked in: the catalogue, the JSON Schema and the reference pages."""
