"""For maintainers, not in the wheel: what is generated, and the benchmark. `python -m specbuild.workshop generate` writes the first."""
