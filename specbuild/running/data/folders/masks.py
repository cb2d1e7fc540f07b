"""Pictures that are drawings of where something is in another picture: their names say so."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable

_MASK = re.compile(r"[ _.-](masks?|seg|segmentation)([ _.-]?\d+)?$")


def masks_among(names: Iterable[str]) -> list[str]:
    """The files that are called as another one is, with `_mask` or `_seg` behind: `x_mask.png` beside `x.png`."""
    stems = {name: _stem(name) for name in names}
    there = set(stems.values())
    return [name for name, stem in stems.items() if (found := _MASK.search(stem)) and stem[: found.start()] in there]


def _stem(name: str) -> str:
    """A name without its endings, such as `.nii.gz`."""
    return os.path.splitext(name.casefold().removesuffix(".gz"))[0]  # noqa: PTH122 - a hundred thousand of them
