"""A finished run taken up again: what its network says of new inputs, how good it is, and what it looks at."""
