"""One run's folder: `runs/<name>/<number>/`. Made once, never overwritten, every file written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.checking.plan.plan import Plan
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import atomic, codes, json_file, prediction_file, resolved, table
from specbuild.running.workdir.epoch_log import EpochLog
from specbuild.running.workdir.plan_file import plan_json
from specbuild.running.workdir.result import Result
from specbuild.running.workdir.tuned import Tuned

SPEC = "spec.toml"
RESOLVED = "resolved.toml"
PLAN = "plan.json"
SPLIT = "split.csv"
ENVIRONMENT = "environment.json"
METRICS = "metrics.csv"
TIMINGS = "timings.csv"
LEARNT = "learnt.json"
AUGMENTATION = "augmentation.json"
RESULT = "result.json"
TUNED = "tuned.json"
QUARANTINED = "quarantined.csv"
PLOTS, PICTURES, MAPS = "plots", "pictures", "maps"  # folders
REPEATABLE = (SPEC, RESOLVED, PLAN, SPLIT, METRICS, AUGMENTATION, "test_predictions.csv")  # the same bytes when a run is repeated


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The files of one run, by what they hold.

    Attributes:
        path: The folder.
    """

    path: Path

    @classmethod
    def create(cls, parent: Path, name: str) -> RunFolder:
        """Make the next folder of a name: `parent/name/1`, then `2` ... Two processes at once get two folders.

        Raises:
            Refused: W001, the name cannot be the name of a folder; W005, the folder cannot be made.
        """
        if name in ("", ".", "..") or any(mark in name for mark in '/\\:*?"<>|\0'):
            raise Refused(Finding(codes.NAME, ("name",), f"`{name}` cannot be the name of a folder", "use letters, digits, `-` and `_`"))
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
            return cls(_next(parent / name))
        except OSError as error:
            reason = error.strerror or str(error)
            raise Refused(
                Finding(codes.NOT_WRITTEN, (), f"no folder can be made in `{parent / name}`: {reason}", "name another folder with `--into`")
            ) from error

    @property
    def model(self) -> Path:
        """Where the trained model is kept."""
        return self.path / "model.keras"

    @property
    def checkpoints(self) -> Path:
        """The folder of the checkpoints; made when first asked for."""
        return _made(self.path / "checkpoints")

    @property
    def plots(self) -> Path:
        """The folder of the plots; made when first asked for."""
        return _made(self.path / PLOTS)

    @property
    def pictures(self) -> Path:
        """The folder of the contact sheets; made when first asked for."""
        return _made(self.path / PICTURES)

    @property
    def maps(self) -> Path:
        """The folder of what the network looks at; made when first asked for."""
        return _made(self.path / MAPS)

    @property
    def report(self) -> Path:
        """Where the report is kept."""
        return self.path / "report.html"

    def metrics_log(self) -> EpochLog:
        """Open the numbers of each epoch so far: no times, so that they repeat."""
        return EpochLog(self.path / METRICS)

    def timings_log(self) -> EpochLog:
        """Open the time that each epoch took."""
        return EpochLog(self.path / TIMINGS)

    def replacing(self, path: Path) -> AbstractContextManager[Path]:
        """A temporary path that becomes `path` when the block ends: for what writes a file itself, as `model.save` does."""
        return atomic.replacing(path)

    def write_spec(self, text: bytes) -> None:
        """Keep the spec as it was written, to the byte."""
        atomic.write_bytes(self.path / SPEC, text)

    def write_resolved(self, values: Mapping[str, Any], origins: Mapping[KeyPath, str]) -> None:
        """Keep the spec with every default, and where each value came from (see `resolved.toml`)."""
        atomic.write_text(self.path / RESOLVED, resolved.toml(values, origins))

    def write_plan(self, plan: Plan) -> None:
        """Keep shapes, parameters and costs of the layers."""
        json_file.write(self.path / PLAN, plan_json(plan))

    def write_learnt(self, learnt: Mapping[str, Any]) -> None:
        """Keep what the loader learnt from the training rows; no file where it learnt nothing."""
        if learnt:
            json_file.write(self.path / LEARNT, learnt)

    def write_augmentation(self, budget: Mapping[str, Any]) -> None:
        """Keep what augmentation did (see `pipeline.budget`)."""
        json_file.write(self.path / AUGMENTATION, budget)

    def write_environment(self, environment: Mapping[str, Any]) -> None:
        """Keep what `environment.describe` says."""
        json_file.write(self.path / ENVIRONMENT, environment)

    def write_split(self, ids: Sequence[str], subsets: Sequence[str], targets: Mapping[str, Sequence[str]], digests: Sequence[str]) -> None:
        """Keep which row went into which subset.

        Args:
            ids: The id of each row.
            subsets: "train", "validation" or "test" for each row.
            targets: What is true of each row, as text, by the name of the column (`class`; see `prediction_file.target_columns`).
            digests: The SHA-256 of each row's content.
        """
        rows = zip(ids, subsets, *targets.values(), digests, strict=True)
        table.write(self.path / SPLIT, ["id", "subset", *targets, "sha256"], rows)

    def write_quarantined(self, reasons: Mapping[str, str]) -> None:
        """Keep which rows were left out, and why; no file where none was."""
        if reasons:
            table.write(self.path / QUARANTINED, ["id", "reason"], reasons.items())

    def write_predictions(self, subset: str, predictions: Predictions) -> None:
        """Keep what the model says of every row of a subset: `test_predictions.csv`."""
        prediction_file.write(self.predictions(subset), predictions)

    def predictions(self, subset: str) -> Path:
        """Where the predictions of a subset are kept."""
        return self.path / f"{subset}_predictions.csv"

    def write_result(self, result: Result) -> None:
        """Keep what came out; written last, so that a folder with a result is a finished run."""
        json_file.write(self.path / RESULT, result.as_json())

    def write_tuned(self, tuned: Tuned) -> None:
        """Keep a threshold and a temperature that were found after training; what the run itself wrote stays as it is."""
        json_file.write(self.path / TUNED, tuned.as_json())

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file that a repeated run has to give again, by its name; those that there are."""
        return {name: hashlib.sha256((self.path / name).read_bytes()).hexdigest() for name in REPEATABLE if (self.path / name).exists()}


def all_runs(parent: Path) -> Iterator[RunFolder]:
    """Every run below a folder such as `runs/`, and what is left of one: the names in their order, then the numbers in theirs."""
    for name in sorted(path for path in parent.glob("*") if path.is_dir()):
        runs = (name / str(number) for number in _numbers(name))
        yield from (RunFolder(run) for run in runs if any((run / file).exists() for file in (SPEC, RESOLVED, RESULT)))


def _next(folder: Path) -> Path:
    number = max(_numbers(folder), default=0) + 1
    while True:
        try:
            (folder / str(number)).mkdir()  # fails if another process was faster: it is the lock
        except FileExistsError:
            number += 1
        else:
            return folder / str(number)


def _numbers(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isascii() and path.name.isdigit() and path.name[0] != "0")


def _made(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path
