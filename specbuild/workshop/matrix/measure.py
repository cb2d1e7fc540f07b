"""Run the whole matrix, a process for each backend and all of them at a time, and keep what came out as `record.json`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import specbuild
from specbuild.running.backend import BACKENDS
from specbuild.workshop.matrix.answers import TASKS
from specbuild.workshop.matrix.rows import ROWS

ROOT = Path(specbuild.__file__).parents[1]
RECORD = Path(__file__).with_name("record.json")
Outcomes = Mapping[str, Mapping[str, Mapping[str, str]]]  # by row, task and backend


def measure(only: str = "") -> Outcomes:
    """What became of every cell; all backends have to be installed.

    Args:
        only: What the names of the rows hold that are wanted; nothing for all of them.
    """
    with ThreadPoolExecutor(len(BACKENDS)) as pool:
        found = dict(zip(BACKENDS, pool.map(lambda backend: of_backend(backend, only), BACKENDS), strict=True))
    wanted = [row.name for row in ROWS if only in row.name]
    return {name: {task: {one: found[one][name][task] for one in BACKENDS} for task in TASKS} for name in wanted}


def of_backend(backend: str, only: str) -> Mapping[str, Mapping[str, str]]:
    """What became of the cells of one backend, by row and task."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.json"
        command = [sys.executable, "-m", "specbuild.workshop.matrix", backend, str(file), only]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "KERAS_BACKEND": backend}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"the cells of {backend} ended early:\n{done.stderr[-4000:]}")
        found: Mapping[str, Mapping[str, str]] = json.loads(file.read_text(encoding="utf-8"))
        return found


def red(outcomes: Outcomes) -> Iterator[str]:
    """A line for each cell that is neither green nor refused as it should be."""
    for row, tasks in outcomes.items():
        for task, backends in tasks.items():
            yield from (f"{row} | {task} | {backend}: {said}" for backend, said in backends.items() if said.startswith("red"))


def keep(outcomes: Outcomes) -> None:
    """Keep what came out beside what is kept of other rows, with the versions that it was measured with."""
    names = [row.name for row in ROWS]
    known = {**(kept()["outcomes"] if RECORD.exists() else {}), **outcomes}
    shipped_by = packages_distributions()  # TensorFlow comes under several names
    versions = {name: version(shipped_by[name][0]) for name in ("keras", *BACKENDS)}
    RECORD.write_text(
        json.dumps({"versions": versions, "outcomes": {name: known[name] for name in names if name in known}}, indent=1, ensure_ascii=False)
        + "\n",
        encoding="utf-8",
    )


def kept() -> Mapping[str, Any]:
    """What was kept: `versions` and `outcomes`."""
    found: Mapping[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found
