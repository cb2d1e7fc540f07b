"""Lists of numbers of any length as rows of one length: cut where they are too long, filled with padding where they are too short."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.running.data.texts.tokens.way import PADDING, UNKNOWN


def rows(lists: Sequence[Sequence[int]], length: int, *, pad: str, keep: str) -> np.ndarray:
    """Bring lists of tokens to one length.

    Args:
        lists: The tokens of each text. A text without any gets one that is unknown: a row of padding alone has no mean, and a mask over
            all of it leaves nothing to divide by.
        length: How many tokens a row has.
        pad: Where padding stands, at the "end" or the "start".
        keep: What is kept of a longer one, its "start" or its "end".

    Returns:
        int32 of shape (texts, length).
    """
    found = np.full((len(lists), length), PADDING, np.int32)
    for row, tokens in zip(found, lists, strict=True):
        kept = (tokens[:length] if keep == "start" else tokens[-length:]) or [UNKNOWN]
        row[slice(length - len(kept), None) if pad == "start" else slice(len(kept))] = kept
    return found
