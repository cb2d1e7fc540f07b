"""JSON that any program can read: no NaN, no infinity, UTF-8 throughout."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from specbuild.running.workdir import atomic

_SURROGATE = re.compile("[\ud800-\udfff]")


def write(path: Path, value: Any) -> None:
    """Write a value, replacing what was there; a number that is not finite becomes null, which JSON can say."""
    text = json.dumps(_plain(value), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    atomic.write_text(path, _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def read(path: Path) -> Any:
    """Read a value.

    Raises:
        ValueError: the file is not JSON in UTF-8.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _plain(value: Any) -> Any:
    """The value with JSON's own types only: NumPy's numbers and arrays, tuples and paths are turned into them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")
