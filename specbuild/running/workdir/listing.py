"""All runs below a folder as rows of facts that can be filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from specbuild.checking.diagnostic import Finding, Refused, dotted
from specbuild.running.workdir import codes, finished
from specbuild.running.workdir.folder import RESULT, RunFolder, all_runs
from specbuild.running.workdir.result import Result

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One run.

    Attributes:
        run: Its folder.
        facts: `name`, `number`, `state` ("finished", "not finished" or "broken"), `verdict`, `epochs`, `kept_epoch`, `seconds`, and the
            metrics as `test.accuracy`; what is not known is not there.
        spec: Every value of the resolved spec by its dotted key: `training.epochs`, `layers.0.units`.
    """

    run: RunFolder
    facts: Mapping[str, Value]
    spec: Mapping[str, Value]

    def value(self, column: str) -> Value:
        """What stands in a column; None where this run has nothing there."""
        return self.facts.get(column, self.spec.get(column))


def listed(parent: Path) -> list[Listed]:
    """Every run below a folder such as `runs/`, in order; none where there is no such folder. A broken one is listed, and hides no other.

    Raises:
        Refused: W007, the folder cannot be listed.
    """
    try:
        next(parent.iterdir(), None)
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the runs in `{parent}` cannot be listed: {error.strerror or error}"
        raise Refused(Finding(codes.NOT_LISTED, (), message, "name the folder that holds the runs, as in `specbuild runs runs`")) from error
    return [listed_run(run) for run in all_runs(parent)]


def columns(runs: Sequence[Listed]) -> list[str]:
    """Every column that some run has."""
    return list(dict.fromkeys(name for run in runs for name in (*run.facts, *run.spec)))


def changed(runs: Sequence[Listed]) -> list[str]:
    """The keys of the spec that do not have the same value in all of these runs; those whose spec is lost say nothing."""
    runs = [run for run in runs if run.spec]
    keys = dict.fromkeys(key for run in runs for key in run.spec)
    return [key for key in keys if len({repr(run.spec.get(key)) for run in runs}) > 1]


def listed_run(run: RunFolder) -> Listed:
    """One run as a row."""
    path = run.path.resolve()
    facts: dict[str, Value] = {"name": path.parent.name, "number": int(path.name) if path.name.isdecimal() else path.name}
    try:
        finished.open_run(run.path)
        spec = dict(_leaves(tomli.loads(finished.resolved(run)), ()))
        if not (run.path / RESULT).exists():
            return Listed(run, {**facts, "state": "not finished", "epochs": len(run.metrics_log())}, spec)
        return Listed(run, {**facts, "state": "finished", **_outcome(finished.result(run))}, spec)
    except (Refused, tomli.TOMLDecodeError, RecursionError):
        return Listed(run, {**facts, "state": "broken"}, {})


def _outcome(result: Result) -> dict[str, Value]:
    outcome: dict[str, Value] = {"verdict": result.verdict.get("kind"), "epochs": result.epochs, "kept_epoch": result.kept_epoch}
    outcome["seconds"] = result.seconds
    outcome |= {f"{subset}.{name}": number for subset, numbers in result.metrics.items() for name, number in numbers.items()}
    return {name: value for name, value in outcome.items() if value is not None}


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, Value]]:
    """Every value that is no table, by its dotted key; a list of plain values is one value, as text."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number))
    else:
        yield dotted(path), value if isinstance(value, bool | int | float | str) else str(value)
