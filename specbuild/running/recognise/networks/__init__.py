"""A first network for each kind of sample: one file each, with `layers`, which gives all but the head."""
