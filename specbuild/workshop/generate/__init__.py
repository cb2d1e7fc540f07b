"""What is made from the code and checked in: the catalogue and the JSON Schema."""
