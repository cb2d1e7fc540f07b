"""A path that leaves the folder of the spec."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R208"
SEVERITY = Severity.WARNING
WORDS = ("path",)
REASON = (
    "An absolute path, or one that climbs out with `..`, holds on one machine and for one user. Whoever gets the spec, or the same "
    "person in a year, cannot run it. Paths are relative to the spec; for data that lie elsewhere, give the path when running: `--set "
    "loader.path=...`."
)
BAD = """
[loader]
path = "/home/anna/pictures"
"""
GOOD = BAD.replace('path = "/home/anna/pictures"', 'path = "pictures"')


def find(facts: Facts) -> Iterator[Found]:
    """Paths of the loader that are absolute, start at a home folder, or climb."""
    for name, value in facts.spec.loader.given.items():
        path = ("loader", name)
        if (name == "path" or name.endswith("_path")) and isinstance(value, str) and not facts.from_command_line(path) and _leaves(value):
            yield Found(
                path,
                f"`{value}` leaves the folder of the spec, so nobody else can run it",
                f"use a path below the spec, or `--set loader.{name}=...`",
            )


def _leaves(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("~"):
        return True
    depth = 0
    for part in parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False
