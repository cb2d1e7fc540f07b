"""One file a verb of the `specbuild` command; each is a Python function too."""
