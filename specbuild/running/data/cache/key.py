"""By what decoded samples are found again: the content of all files, every option of decoding, and the code that does it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from importlib import metadata
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from specbuild.running.data.files.decode import Decode

_DATA = Path(__file__).parents[1]
_CODE = ("arrays", "cache", "clips", "files", "pictures", "sounds", "volumes")  # folders of what makes samples of files
_LIBRARIES = ("numpy", "pillow", "opencv-python-headless", "matplotlib", "soundfile", "soxr", "nibabel", "tifffile", "imagecodecs", "av")


def key_of(digests: Sequence[str], decode: Decode) -> str:
    """The key of decoded samples, as 64 hexadecimal digits.

    Args:
        digests: The SHA-256 of the files of each sample, in order; empty for one that cannot be opened.
        decode: How they are decoded.
    """
    parts = [told(decode), str(decode.shape), str(decode.dtype), _code(), *_versions(), *digests]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def told(value: Any) -> str:
    """A value in words that are the same in every process.

    Raises:
        TypeError: it is nothing that options are made of.
    """
    if is_dataclass(value) and not isinstance(value, type):
        inside = ", ".join(f"{field.name}={told(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__module__}.{type(value).__qualname__}({inside})"
    if isinstance(value, ModuleType):
        return value.__name__
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(told, value))}]"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    raise TypeError(f"{type(value)} is no option of decoding")


@functools.cache
def _code() -> str:
    """A digest of the code that decodes, so that no change of it finds what the old one made."""
    digest = hashlib.sha256()
    for folder in _CODE:
        for file in sorted((_DATA / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _versions() -> list[str]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} -")
    return found
