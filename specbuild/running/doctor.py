"""Examine an installation: versions, backends, optional packages, and what one spec needs of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

from specbuild import __version__
from specbuild.catalogue import read
from specbuild.checking.grammar.spec import Spec
from specbuild.running.backend import BACKENDS, accelerated, installed

# Optional packages: distribution name -> (name to import, extra that brings it, what it is for).
_EXTRAS: Mapping[str, tuple[str, str, str]] = {
    "opencv-python-headless": ("cv2", "opencv", "decoding pictures with OpenCV"),
}
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
    return [*checks, *(_extra(name) for name in _EXTRAS)]


def examine_spec(spec: Spec) -> list[Check]:
    """Examine what one spec needs beyond the core."""
    checks = []
    if spec.backend != "auto" and not installed(BACKENDS[spec.backend]):
        checks.append(Check(f'backend = "{spec.backend}"', "", True, f'pip install "specbuild[{spec.backend}]"'))
    wanted = {"opencv": "opencv-python-headless"}.get(str(spec.loader.given.get("decoder", "")))
    if wanted and not installed(_EXTRAS[wanted][0]):
        checks.append(Check(f'decoder = "{spec.loader.given["decoder"]}"', "", True, f'pip install "specbuild[{_EXTRAS[wanted][1]}]"'))
    return checks


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
