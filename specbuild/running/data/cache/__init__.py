"""Decoded samples on the disk, for data larger than memory: found again by what the files hold and how they are decoded."""
