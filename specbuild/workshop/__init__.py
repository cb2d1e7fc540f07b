"""For maintainers, not in the wheel: what is generated, the benchmark, the conformance matrix, the pictures of the docs."""
