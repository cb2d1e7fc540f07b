"""How much memory this process has, and how much of it decoded samples may take."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from specbuild.running.data.sizes import stated

GIBIBYTE = 2**30
SHARE = 4  # samples may take a quarter: the backend takes most of a gibibyte itself, and a batch is copied a few times
GROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")


def memory_budget() -> int:
    """Bytes that decoded samples may take: `SPECBUILD_MEMORY`, else 2 GiB, or a quarter of the memory of this process where that is less.

    Raises:
        Refused: the variable is set to something that is no size.
    """
    size = stated("SPECBUILD_MEMORY")
    return min([2 * GIBIBYTE, *(limit // SHARE for limit in memory_limits())]) if size is None else size


def memory_limits() -> list[int]:
    """Bytes of memory that the machine has, and that a container, batch system or service leaves of it; empty where none says."""
    limits = []
    if hasattr(os, "sysconf") and {"SC_PHYS_PAGES", "SC_PAGE_SIZE"} <= os.sysconf_names.keys():
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return [*limits, *_of_groups(GROUPS, OWN)]


def _of_groups(groups: Path, own: Path) -> Iterator[int]:
    """The limits of the control groups that hold this process, from its own to the outermost that is seen from here.

    Args:
        groups: Where the system shows control groups.
        own: The file that says which ones hold this process: lines such as `4:memory:/job` (version 1) and `0::/job` (version 2).
    """
    try:
        lines = own.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        lines = ["0::/"]
    for line in lines:
        _, controllers, name = line.split(":", 2)
        for tree, file in _TREES.get("memory" if "memory" in controllers.split(",") else controllers, {}).items():
            inside = Path(name.lstrip("/"))  # within a container the outer part of it is not seen, and skipped
            yield from (limit for group in (inside, *inside.parents) if (limit := _limit(groups / tree / group / file)))


# By the controllers of a line: below which folder its group is found, and which file there holds the limit.
_TREES: Mapping[str, Mapping[str, str]] = {
    "memory": {"memory": "memory.limit_in_bytes"},
    "": {"": "memory.max", "unified": "memory.max"},
}


def _limit(file: Path) -> int | None:
    try:
        text = file.read_text(encoding="ascii").strip()
    except OSError:
        return None
    return int(text) if text.isdigit() else None
