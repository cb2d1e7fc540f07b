"""What a loader or a split knows of the run around it, apart from its own arguments."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.running.data.sizes import stated

GIBIBYTE = 2**30


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


def memory_budget() -> int:
    """Bytes that decoded samples may take: `SPECBUILD_MEMORY`, else 2 GiB, or a quarter of the memory of this process where that is less.

    Raises:
        Refused: the variable is set to something that is no size.
    """
    size = stated("SPECBUILD_MEMORY")
    return min([2 * GIBIBYTE, *(limit // 4 for limit in memory_limits())]) if size is None else size


def memory_limits() -> list[int]:
    """Bytes of memory that the machine has, and that a container leaves of it; empty where neither says."""
    limits = []
    if hasattr(os, "sysconf") and {"SC_PHYS_PAGES", "SC_PAGE_SIZE"} <= os.sysconf_names.keys():
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    container = Path("/sys/fs/cgroup/memory.max")  # where a container is given less than the machine has
    if container.is_file() and (text := container.read_text(encoding="ascii").strip()).isdigit():
        limits.append(int(text))
    return limits


@dataclass(frozen=True, slots=True)
class LoadContext:
    """What belongs to the run and not to the loader.

    Attributes:
        base: The folder that relative paths start from: that of the spec, or the current one for a path given with `--set`.
        at: The key path of the loader in the spec, for findings.
        task: What is predicted: "binary", "multiclass", "multilabel" or "regression".
        progress: Called with the number of files that are done and of all, every so often, from one thread.
        memory: Bytes that decoded samples may take in memory.
    """

    base: Path
    at: KeyPath = ("loader",)
    task: str = "multiclass"
    progress: Callable[[int, int], None] = silent
    memory: int = GIBIBYTE

    def locate(self, path: str) -> Path:
        """The file or folder that a path in the spec means."""
        return self.base / Path(path).expanduser()

    def finding(self, code: str, key: str, message: str, help: str) -> Finding:
        """A finding about one argument of the loader."""
        return Finding(code, (*self.at, key) if key else self.at, message, help)
