"""Read what a run left behind, without Keras; a folder that is no run, or broken, is told of as a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import codes, json_file, prediction_file, table
from specbuild.running.workdir import folder as files
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.running.workdir.tuned import Tuned

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Split:
    """Which row went where, in the order of the data.

    Attributes:
        ids: The id of each row.
        subsets: "train", "validation" or "test" for each row.
        targets: What is true of each row as text, by the name of the column: `class`, or the names of classes or targets.
        digests: The SHA-256 of each row's content.
    """

    ids: Sequence[str]
    subsets: Sequence[str]
    targets: dict[str, Sequence[str]]
    digests: Sequence[str]


def open_run(path: Path) -> RunFolder:
    """The run in a folder.

    Raises:
        Refused: W002, there is no run there.
    """
    if not (path / files.SPEC).is_file():
        raise Refused(
            Finding(
                codes.NO_RUN, (), f"`{path}` is not the folder of a run", "runs are at `runs/<name>/<number>`; `specbuild runs` lists them"
            )
        )
    return RunFolder(path)


def spec(run: RunFolder) -> str:
    """The text of the spec, as it was written."""
    return _read(run.path / files.SPEC, lambda path: path.read_text(encoding="utf-8"))


def resolved(run: RunFolder) -> str:
    """The text of the spec with every default."""
    return _read(run.path / files.RESOLVED, lambda path: path.read_text(encoding="utf-8"))


def result(run: RunFolder) -> Result:
    """What came out; W003 while the run is not finished."""
    return _read(run.path / files.RESULT, lambda path: Result.from_json(json_file.read(path)))


def plan(run: RunFolder) -> dict[str, Any]:
    """Shapes, parameters and costs of the layers (see `plan_file.plan_json`)."""
    return _read(run.path / files.PLAN, _table_of_json)


def learnt(run: RunFolder) -> dict[str, Any]:
    """What the loader learnt from the training rows; empty where it learnt nothing."""
    path = run.path / files.LEARNT
    return _read(path, _table_of_json) if path.exists() else {}


def augmentation(run: RunFolder) -> dict[str, Any]:
    """What augmentation did (see `data.pipeline.budget`); empty where there was none."""
    path = run.path / files.AUGMENTATION
    return _read(path, _table_of_json) if path.exists() else {}


def tuned(run: RunFolder) -> Tuned | None:
    """The threshold and the temperature that `tune` found; None where it was not asked to."""
    path = run.path / files.TUNED
    return _read(path, lambda path: Tuned.from_json(json_file.read(path))) if path.exists() else None


def environment(run: RunFolder) -> dict[str, Any]:
    """What `environment.describe` said."""
    return _read(run.path / files.ENVIRONMENT, _table_of_json)


def history(run: RunFolder) -> dict[str, list[float]]:
    """The numbers of each epoch, by name; NaN where an epoch has none."""
    return run.metrics_log().columns()


def split(run: RunFolder) -> Split:
    """Which row went where."""
    return _read(run.path / files.SPLIT, _split)


def predictions(run: RunFolder, subset: str, of: Result) -> Predictions:
    """What the model said of every row of a subset."""
    return _read(run.predictions(subset), lambda path: prediction_file.read(path, of.task, of.classes, of.threshold))


def quarantined(run: RunFolder) -> dict[str, str]:
    """Rows that were left out, with the reason."""
    path = run.path / files.QUARANTINED
    return {row[0]: row[1] for row in _read(path, lambda path: table.read(path)[1])} if path.exists() else {}


def _split(path: Path) -> Split:
    header, rows = table.read(path)
    if header[:2] != ["id", "subset"] or header[-1] != "sha256":
        raise ValueError("its columns are not those of a split")
    columns: list[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * len(header)
    return Split(columns[0], columns[1], dict(zip(header[2:-1], columns[2:-1], strict=True)), columns[-1])


def _table_of_json(path: Path) -> dict[str, Any]:
    value = json_file.read(path)
    if not isinstance(value, dict):
        raise ValueError("it does not hold a table")
    return value


def _read(path: Path, reader: Callable[[Path], T]) -> T:
    """Read a file.

    Raises:
        Refused: W003, it is not there; W004, it is broken.
    """
    try:
        return reader(path)
    except FileNotFoundError as error:
        done = (path.parent / files.RESULT).exists()  # written last
        help_ = "somebody removed it: start the run afresh" if done else "the run did not get that far: finish it with `--resume`"
        raise Refused(Finding(codes.MISSING, (), f"`{path}` is missing", help_)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(Finding(codes.BROKEN, (), f"`{path}` is broken: {error}", "start the run afresh")) from error
