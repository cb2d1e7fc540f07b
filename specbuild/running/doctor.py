"""Examine an installation: versions, backends, optional packages, and what one spec needs of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata

from specbuild import __version__
from specbuild.catalogue import read
from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.running.backend import BACKENDS, accelerated, installed
from specbuild.running.data.cache import folder
from specbuild.running.data.memory import memory_budget, memory_limits

# Optional packages: distribution name -> (name to import, extra that brings it, what it is for).
_EXTRAS: Mapping[str, tuple[str, str, str]] = {
    "opencv-python-headless": ("cv2", "opencv", "decoding pictures with OpenCV"),
    "soundfile": ("soundfile", "audio", "sounds"),
    "soxr": ("soxr", "audio", "sounds of several rates"),
    "nibabel": ("nibabel", "volume", "volumes"),
    "tifffile": ("tifffile", "volume", "stacks of TIFF"),
    "av": ("av", "video", "films"),
    "polars": ("polars", "table", "Parquet and large tables"),
    "tokenizers": ("tokenizers", "text", "parts of words"),
}
# What a spec needs by an argument of its loader, and by the loader itself.
_OF_DECODERS: Mapping[str, Sequence[str]] = {"opencv": ("opencv-python-headless",)}
_OF_LOADERS: Mapping[str, Sequence[str]] = {"audio": ("soundfile", "soxr"), "volume": ("nibabel", "tifffile"), "video": ("av",)}
_CORE = ("keras", "numpy", "pillow", "pydantic", "scikit-learn", "matplotlib", "rich")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        what: The thing.
        found: Its version or state; empty where it is not there.
        missing: Whether it is needed and not well.
        help: What to do where it is not there.
    """

    what: str
    found: str
    missing: bool = False
    help: str = ""


def examine() -> list[Check]:
    """Examine Python, the packages that specbuild needs, the backends and the extras."""
    checks = [
        Check("specbuild", __version__),
        Check("Python", platform.python_version()),
        Check("machine", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores" + (", accelerator" if accelerated() else "")),
    ]
    checks += [Check(name, _version(name), not _version(name), f"pip install {name}") for name in _CORE]
    made = read.table("layers").keras
    if (keras := _version("keras")) and keras.split(".")[:2] != made.split(".")[:2]:
        checks.append(Check("catalogue", f"made from Keras {made}, installed is {keras}", True, f'pip install "keras=={made}"'))
    checks += [_backend(name, package) for name, package in BACKENDS.items()]
    if not any(installed(package) for package in BACKENDS.values()):
        checks.append(Check("a backend for Keras", "", True, 'pip install "specbuild[tensorflow]"'))
    return [*checks, *(_extra(name) for name in _EXTRAS), _memory(), _cache()]


def examine_spec(spec: Spec) -> list[Check]:
    """Examine what one spec needs beyond the core."""
    checks = []
    if spec.backend != "auto" and not installed(BACKENDS[spec.backend]):
        checks.append(Check(f'backend = "{spec.backend}"', "", True, f'pip install "specbuild[{spec.backend}]"'))
    decoder = str(spec.loader.given.get("decoder", ""))
    wanted = [(f'decoder = "{decoder}"', name) for name in _OF_DECODERS.get(decoder, ())]
    wanted += [(f"loader `{spec.loader.type}`", name) for name in _OF_LOADERS.get(spec.loader.type, ())]
    for what, name in wanted:
        package, extra, _ = _EXTRAS[name]
        if not installed(package):
            checks.append(Check(what, "", True, f'it needs {name}: pip install "specbuild[{extra}]"'))
    return checks


def _memory() -> Check:
    """What data may take of the memory; the rest is read batch by batch."""
    try:
        return Check("memory for data", f"{_size(memory_budget())} of {_size(min(memory_limits(), default=0))} (`SPECBUILD_MEMORY`)")
    except Refused as refused:
        return Check("memory for data", refused.findings[0].message, True, refused.findings[0].help or "")


def _cache() -> Check:
    """Where decoded samples are kept, how much there is and may be."""
    try:
        sets, most = folder.kept(folder.place()), folder.bound()
    except Refused as refused:
        return Check("decoded samples", refused.findings[0].message, True, refused.findings[0].help or "")
    there = f"{len(sets)} set{'' if len(sets) == 1 else 's'}, {_size(sum(one.nbytes for one in sets))} of {_size(most)} in {folder.place()}"
    return Check("decoded samples", f"{there} (`SPECBUILD_CACHE`, `SPECBUILD_CACHE_SIZE`; remove the folder to clear it)")


def _size(nbytes: int) -> str:
    return f"{nbytes / 2**30:,.1f} GiB" if nbytes >= 2**30 else f"{nbytes / 2**20:,.0f} MiB"


def _backend(name: str, package: str) -> Check:
    version = next((found for dist in _DISTRIBUTIONS[name] if (found := _version(dist))), "?") if installed(package) else ""
    return Check(f"backend {name}", version, False, f'pip install "specbuild[{name}]"')


_DISTRIBUTIONS = {"tensorflow": ("tensorflow", "tensorflow_cpu", "tensorflow-intel"), "torch": ("torch",), "jax": ("jax",)}


def _extra(name: str) -> Check:
    package, extra, purpose = _EXTRAS[name]
    return Check(
        name, (_version(name) or "installed") if installed(package) else "", False, f'for {purpose}: pip install "specbuild[{extra}]"'
    )


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
