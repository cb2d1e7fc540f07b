"""Judge, build and train Keras models from plain TOML specs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {"load": "specbuild.running.answering.trained"}  # name -> where it is; imported when first used


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module `specbuild` has no attribute `{name}`")
    return getattr(import_module(_PUBLIC[name]), name)
