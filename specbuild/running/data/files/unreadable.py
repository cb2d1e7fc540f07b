"""The one error that everything here raises for a file that cannot be used."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be used; its text completes the sentence "the file ..."."""
