"""Volumes as users have them: NIfTI, arrays, stacks and folders of slices, brought to one direction, spacing and size."""
