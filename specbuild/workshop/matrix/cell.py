"""One cell of the matrix, in this process: load, divide, train, save, load again, and predict what the run recorded."""

from __future__ import annotations

import json
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.workshop.matrix.answers import TASKS, UNITS
from specbuild.workshop.matrix.forms import Made
from specbuild.workshop.matrix.rows import Row

GREEN, RED = "green", "red"


def outcome(row: Row, task: str, backend: str) -> str:
    """What became of a cell.

    Returns:
        "green"; the code of the finding with which the task was refused; or "red: " and why.
    """
    with tempfile.TemporaryDirectory(prefix="specbuild-matrix-") as folder:
        made = row.form(Path(folder), task)
        spec = Path(folder) / "cell.toml"
        spec.write_text(spec_of(row, task, backend, made), encoding="utf-8")
        try:
            wrong = _differing(spec, made)
        except Refused as refused:
            said = "; ".join(f"{finding.code} {finding.message}" for finding in refused.findings)
            wanted = row.refused.get(task)
            return wanted if wanted in {finding.code for finding in refused.findings} else f"{RED}: {said}"
        except Exception:  # noqa: BLE001 - whatever goes wrong in a cell is what the matrix is to tell, and the other cells go on
            return f"{RED}: {traceback.format_exc()}"
    if task in row.refused:
        return f"{RED}: it is not refused with {row.refused[task]}"
    return f"{RED}: {wrong}" if wrong else GREEN


def _differing(spec: Path, made: Made) -> str:
    """Train and predict; what is not as it was recorded, or nothing."""
    from specbuild.running.answering.trained import load
    from specbuild.running.workdir import prediction_file, table
    from specbuild.running.workdir.folder import SPLIT
    from specbuild.verbs.run import run

    folder, result = run(spec, into=spec.parent / "runs", drawn=False)
    _, split = table.read(folder.path / SPLIT)
    ids = [line[0] for line in split] if made.only is None else list(made.only)
    answers = load(folder.path).predict(made.sources)
    if answers.unreadable or len(answers) != len(ids):
        return f"{len(answers)} of {len(ids)} inputs were predicted: {dict(answers.unreadable)}"
    recorded = prediction_file.read(folder.predictions("test"), result.task, result.classes, result.threshold)
    row_of = {name: row for row, name in enumerate(ids)}
    known = [name for name in recorded.ids if name in row_of]
    if not known or (made.only is None and len(known) != len(recorded.ids)):
        return f"the recorded predictions name {list(recorded.ids)[:3]}, and the split {ids[:3]}"
    before = recorded.scores[[list(recorded.ids).index(name) for name in known]]
    now = answers.scores[[row_of[name] for name in known]].astype(before.dtype)
    return "" if np.array_equal(before, now) else f"predictions differ by up to {np.abs(before - now).max():g}"


def spec_of(row: Row, task: str, backend: str, made: Made) -> str:
    """The spec of a cell."""
    kind = row.split or ("stratified" if TASKS[task] in ("binary", "multiclass") else "random")
    layers = [*row.layers, {"type": "Dense", "units": UNITS[task]}]
    lines = [
        "format = 1", 'name = "cell"', "seed = 1", f'backend = "{backend}"', f'task.type = "{TASKS[task]}"',
        f"loader = {_toml({'type': row.loader, **made.loader})}",
        f"split = {_toml({'type': kind, 'validation': 0.25, 'test': 0.25})}",
        f"preprocessing = {_toml(row.preprocessing)}",
        f"layers = {_toml(layers)}",
        "training = { epochs = 1, batch_size = 8 }",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items() if inner is not None) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value)
