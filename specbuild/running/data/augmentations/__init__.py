"""The augmentations that Keras lacks, one file each: its arguments, the draws that a sample needs, and the change."""
