"""Find a better threshold and temperature on the validation rows of a finished run, and keep them beside it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specbuild.running.workdir.tuned import Tuned


def tune(run: str | Path, by: str | None = None) -> Tuned:
    """Find a temperature and, for binary and multilabel, a threshold; write `tuned.json`, which `predict` and `evaluate` then use.

    Args:
        run: The folder of a finished run.
        by: The score that the threshold is to raise: `balanced_accuracy`, `f1` or `accuracy` for binary; `f1`, `label_accuracy` or
            `accuracy` for multilabel. The first of them where it is left out.

    Returns:
        What was found, and what it brings on rows that it was not found on.

    Raises:
        Refused: there is no such run, it has no validation rows, or nothing that can be tuned.
    """
    from specbuild.running.answering import tune as tuning
    from specbuild.running.experiment.recorded import recorded_spec
    from specbuild.running.workdir import finished

    folder = finished.open_run(Path(run))
    validation = finished.predictions(folder, "validation", finished.result(folder))
    found = tuning.tune(validation, by, recorded_spec(folder).seed)
    folder.write_tuned(found)
    return found


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild tune", description=__doc__)
    parser.add_argument("run", metavar="RUN", help="the folder of a finished run, as in runs/digits/1")
    parser.add_argument("--by", metavar="SCORE", help="the score to raise: balanced_accuracy, f1, accuracy, label_accuracy")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    found = tune(options.run, options.by)
    if options.json:
        print(json.dumps(found.as_json(), indent=2))
        return 0
    from specbuild.running.answering.tune import sentences

    for sentence in sentences(found):
        print(sentence)
    print(f"kept in {Path(options.run) / 'tuned.json'}; `predict` and `evaluate` use it, unless told --untuned")
    return 0
