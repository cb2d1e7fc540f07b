"""The one error that everything here raises for a picture that cannot be used."""

from __future__ import annotations


class Unreadable(Exception):
    """A picture that cannot be used; its text completes the sentence "the file ..."."""
