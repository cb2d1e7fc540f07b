"""Sizes of memory and disk as a person states them to a machine: `SPECBUILD_MEMORY=500MB`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from specbuild.checking.diagnostic import Finding, Refused

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)")
_UNITS: Mapping[str, int] = {
    "": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12, "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40,
}  # fmt: skip


def stated(name: str) -> int | None:
    """The bytes that a variable of the environment states; None where it states nothing.

    Args:
        name: Of the variable. It belongs to the machine, not to an experiment, so that no spec can hold it.

    Raises:
        Refused: it is set to something that is no size.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    found = _SIZE.fullmatch(text)
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        message = f"`{name}` is `{text}`, which is no size"
        raise Refused(Finding("D119", (), message, help='write a number and a unit, such as "500MB" or "2GiB"'))
    return int(float(found[1]) * unit)
