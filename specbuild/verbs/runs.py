"""List the runs there are, filtered and sorted, with what they came to and what tells them apart."""

from __future__ import annotations

import argparse
import json
import math
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.workdir import codes
from specbuild.running.workdir.listing import Listed, Value, changed, columns, listed

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_CONDITION = re.compile(rf"([^<>!=]+)({'|'.join(_COMPARISONS)})(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: `test.accuracy>=0.97`. Numbers are compared as numbers, everything else as text."""

    column: str
    sign: str
    value: str

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Raises:
            ValueError: it is none.
        """
        found = _CONDITION.fullmatch(text)
        if not found:
            raise ValueError(f"`{text}` is no condition: write one in quotation marks, as in 'test.accuracy>=0.97'")  # shells take `>`
        return cls(found[1].strip(), found[2], found[3].strip())

    def holds(self, run: Listed) -> bool:
        """Whether a run meets it; one that has nothing in that column does not."""
        value = run.value(self.column)
        return value is not None and _COMPARISONS[self.sign](*_comparable(value, self.value))


def runs(parent: str | Path = "runs", where: Sequence[str] = (), sort: str | None = None, *, descending: bool = False) -> list[Listed]:
    """The runs below a folder.

    Args:
        parent: The folder that holds the names: `runs/`.
        where: Conditions that all have to hold: `training.epochs=10`, `test.accuracy>=0.97`, `verdict=fine`.
        sort: The column to sort by; runs that have nothing there come last. By name and number where it is left out.
        descending: The largest first.

    Returns:
        The runs with their facts and the values of their specs.

    Raises:
        ValueError: a condition cannot be read.
        Refused: W006, no run has such a column.
    """
    found = listed(Path(parent))
    conditions = [Condition.parse(text) for text in where]
    _check([*(condition.column for condition in conditions), *([sort] if sort else [])], found)
    kept = [run for run in found if all(condition.holds(run) for condition in conditions)]
    return _sorted(kept, sort, descending=descending) if sort else kept


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild runs", description=__doc__)
    parser.add_argument("folder", nargs="?", default="runs", help="the folder of the runs (default: runs)")
    quoted = "as in 'test.accuracy>=0.97', in quotation marks; as often as needed"
    parser.add_argument("--where", action="append", default=[], metavar="CONDITION", help=quoted)
    parser.add_argument("--sort", metavar="COLUMN", help="a metric such as test.accuracy, or a key of the spec such as training.epochs")
    parser.add_argument("--descending", action="store_true", help="the largest first")
    parser.add_argument("--column", action="append", default=[], metavar="COLUMN", help="show one more column; as often as needed")
    parser.add_argument("--only-changed", action="store_true", help="show the keys of the spec that differ between these runs")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    try:
        found = runs(options.folder, options.where, options.sort, descending=options.descending)
    except ValueError as error:
        parser.error(str(error))
    more = [*options.column, *(changed(found) if options.only_changed else [])]
    _check(options.column, found)
    if options.json:
        print(json.dumps([_json(run, more if options.only_changed else None) for run in found], indent=2))
    else:
        _show(found, more, _none(options.folder, options.where))
    return 0


def _none(folder: str, where: Sequence[str]) -> str:
    from specbuild.showing.words import visible

    return f"no run in {visible(folder)} is so: {' and '.join(map(visible, where))}" if where else f"no runs in {visible(folder)}"


def _show(found: Sequence[Listed], more: Sequence[str], none: str) -> None:
    from rich.console import Console

    from specbuild.showing.summary import runs_table

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=10_000)  # whatever reads it has no edge to wrap at
    console.print(runs_table.table(found, more) if found else none, markup=False)


def _check(names: Sequence[str], found: Sequence[Listed]) -> None:
    """Refuse columns that no run has, where there are runs at all."""
    known = columns(found)
    unknown = [name for name in names if name not in known] if found else []
    if unknown:
        raise Refused(*(Finding(codes.NO_COLUMN, (), f"no run has a column `{name}`", did_you_mean(name, known)) for name in unknown))


def _sorted(found: Sequence[Listed], column: str, *, descending: bool) -> list[Listed]:
    """Sort numbers before texts; what is missing or not a number comes last either way."""
    have = [run for run in found if not _missing(run.value(column))]
    lack = [run for run in found if _missing(run.value(column))]
    return sorted(have, key=lambda run: _order(run.value(column)), reverse=descending) + lack


def _missing(value: Value) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _order(value: Value) -> tuple[bool, float, str]:
    return (True, 0.0, value) if isinstance(value, str) else (False, float(value or 0), "")


def _comparable(value: Value, written: str) -> tuple[Value, Value]:
    if isinstance(value, bool):
        return str(value).lower(), written
    try:
        return (value, float(written)) if isinstance(value, int | float) else (value, written)
    except ValueError:
        return str(value), written


def _json(run: Listed, keys: Sequence[str] | None) -> dict[str, Any]:
    """A run as JSON, the metrics by subset as in `result.json`; a number that JSON cannot say is null."""
    facts: dict[str, Any] = {"path": str(run.run.path)}
    for name, value in run.facts.items():
        said = None if isinstance(value, float) and not math.isfinite(value) else value
        subset, dot, metric = name.partition(".")
        if dot:
            facts.setdefault("metrics", {}).setdefault(subset, {})[metric] = said
        else:
            facts[name] = said
    return {**facts, "spec": {key: value for key, value in run.spec.items() if keys is None or key in keys}}
