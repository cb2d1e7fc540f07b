"""What several augmentations do to pixels, with a strength of its own for every sample."""
