"""One file a mistake: why it ruins experiments, a bad and a good spec, and how to find it."""
