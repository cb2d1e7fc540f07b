"""`specs/` and `docs/`: the shipped specs and pages, as in a clone."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]


def make(folder: Path) -> None:
    """Copy them."""
    for name in ("specs", "docs"):
        shutil.copytree(ROOT / name, folder / name)
