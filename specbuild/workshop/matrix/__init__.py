"""The conformance matrix: every loader and form of data, with every task, on every backend, from raw files to the same predictions again.

`python -m specbuild.workshop matrix` runs it, records it in `record.json` and writes `docs/reference/matrix.md`. A test runs it too, and
holds it against the record.
"""
