"""One file a mistake, in the folder of its subject: why it ruins experiments, a bad and a good spec, and how to find it."""
