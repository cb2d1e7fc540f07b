"""Where a run took place: what has to be the same for its numbers to be the same."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import specbuild


def describe(spec_folder: Path, backend: str) -> dict[str, Any]:
    """Describe Python, the packages, the machine, and the git revision of the folder that holds the spec.

    Args:
        spec_folder: The folder of the spec.
        backend: The Keras backend of the run.
    """
    return {
        "specbuild": specbuild.__version__,
        "backend": backend,
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "usable_cpus": _usable_cpus(),
        "byte_order": sys.byteorder,
        "threads": {name: os.environ[name] for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "XLA_FLAGS") if name in os.environ},
        "git": _git(spec_folder),
        "packages": _packages(),
    }


def _usable_cpus() -> int | None:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _packages() -> dict[str, str]:
    """Every installed package with its version, in the order of the names."""
    found = {entry.metadata["Name"]: entry.version for entry in metadata.distributions() if entry.metadata["Name"]}
    return dict(sorted(found.items(), key=lambda item: item[0].lower()))


def _git(folder: Path) -> dict[str, Any] | None:
    """The revision that is checked out and whether the folder differs from it; None outside of git, or without it."""
    revision = _asked(folder, "rev-parse", "HEAD")
    if not revision:
        return None
    changed = _asked(folder, "status", "--porcelain", "--", ".")
    return {"revision": revision, "changed": None if changed is None else bool(changed)}


def _asked(folder: Path, *words: str) -> str | None:
    # A folder that someone else prepared must not make git run a program of theirs.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=10, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.decode(errors="replace").strip() if answer.returncode == 0 else None
