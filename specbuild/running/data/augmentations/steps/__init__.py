"""What several augmentations do to steps in time: of series, audio, texts and clips, each of a length of its own."""
