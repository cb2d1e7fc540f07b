"""Folders of files as users have them: which files count, which class each belongs to, and how their names are written."""
