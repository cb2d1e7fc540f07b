"""Bytes of UTF-8: 256 tokens, nothing to learn, nothing unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from specbuild.running.data.texts.tokens.way import SPECIAL, Encode, Learnt, Wanted

FIRST = len(SPECIAL)


def learn(texts: Iterable[str], wanted: Wanted) -> Learnt:
    """Nothing but whether capitals become small letters."""
    return {"vocabulary": FIRST + 256, "lowercase": wanted.lowercase}


def encoder(learnt: Learnt) -> Encode:
    """Each byte plus 2."""
    lowercase = bool(learnt["lowercase"])

    def encode(texts: Sequence[str]) -> list[list[int]]:
        # surrogatepass: a lone surrogate can stand in JSON; it has no UTF-8, but it is no reason to lose the text.
        folded = (text.lower() if lowercase else text for text in texts)
        return [(np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8).astype(np.int64) + FIRST).tolist() for text in folded]

    return encode
