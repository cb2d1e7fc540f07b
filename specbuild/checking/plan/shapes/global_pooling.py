"""Global poolings: one number for each channel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, need_rank


def global_pooling(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """The channels, with axes of size 1 before them if `keepdims`."""
    need_rank(shape, rank + 1)
    kept = (1,) * rank if arguments["keepdims"] else ()
    return Planned((*kept, shape[-1]))


SHAPES: Mapping[str, Rule] = {
    f"Global{kind}Pooling{rank}D": partial(global_pooling, rank) for kind in ("Average", "Max") for rank in (1, 2, 3)
}
