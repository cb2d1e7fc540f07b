"""The verdict on a training: one file for each thing that can be said of it, in the order of `judge`."""
