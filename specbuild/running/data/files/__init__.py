"""Samples that are files, or folders of files: found, looked at once, read again by number, and left out where they cannot be read."""
