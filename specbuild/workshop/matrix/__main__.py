"""`python -m specbuild.workshop.matrix BACKEND FILE [PART]`: every cell of one backend, written as JSON; started by `measure.py`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Run all cells whose row's name holds PART."""
    backend, file, *part = sys.argv[1:]
    os.environ["KERAS_BACKEND"] = backend
    from specbuild.workshop.matrix.answers import TASKS
    from specbuild.workshop.matrix.cell import outcome
    from specbuild.workshop.matrix.rows import ROWS

    found: dict[str, dict[str, str]] = {}
    for row in ROWS:
        if not part or part[0] in row.name:
            with contextlib.redirect_stdout(io.StringIO()):
                found[row.name] = {task: outcome(row, task, backend) for task in TASKS}
    Path(file).write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
