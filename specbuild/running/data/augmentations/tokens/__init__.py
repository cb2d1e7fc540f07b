"""What several augmentations do to the tokens of a text."""
