"""Inputs that cannot be read: the error that says which, and why, while the others still can."""

from __future__ import annotations

from collections.abc import Mapping


class Unread(Exception):
    """Raised by `Samples.read` of inputs for `predict`, where some of the rows asked for cannot be read."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        """Say why.

        Args:
            reasons: By the number of the row; each completes the sentence "`the/input.png` ...".
        """
        super().__init__("; ".join(reasons.values()))
        self.reasons = reasons
