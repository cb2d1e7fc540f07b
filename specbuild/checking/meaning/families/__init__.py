"""One file per family of augmentations: `FAMILY` maps each type to the function that says what it changes."""
