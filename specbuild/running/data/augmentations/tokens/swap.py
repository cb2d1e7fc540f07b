"""Exchange neighbouring tokens."""

from __future__ import annotations

from typing import Any

from keras import ops

from specbuild.running.data.augmentations.tokens.operation import told


def swapped(tokens: Any, wanted: Any, start: Any) -> Any:
    """Texts whose tokens have changed places in pairs.

    Args:
        tokens: Of shape (batch, tokens).
        wanted: Whether the pair that begins at each token is exchanged, of the same shape; only the first of a pair is asked.
        start: Whether pairs begin at the first token (0) or the second (1), of shape (batch,).
    """
    length = tokens.shape[1]
    place = ops.arange(length, dtype="int32")[None, :]
    opens = ops.equal((place + ops.cast(start, "int32")[:, None]) % 2, 0)
    pair = ops.logical_and(told(tokens), told(_next(tokens)))
    first = ops.logical_and(ops.logical_and(opens, pair), wanted)
    second = ops.pad(first[:, :-1], [(0, 0), (1, 0)])
    source = place + ops.cast(first, "int32") - ops.cast(second, "int32")
    return ops.take_along_axis(tokens, source, axis=1)


def _next(tokens: Any) -> Any:
    """The token after each; padding behind the last."""
    return ops.pad(tokens[:, 1:], [(0, 0), (0, 1)])
