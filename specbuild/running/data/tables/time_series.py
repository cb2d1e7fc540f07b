"""The `.ts` files of the UCR and UEA archives, as sktime and aeon write them: a row is a series, a column a channel with all its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.headed import Headed, Unfit
from specbuild.running.data.tables.table import SERIES, Table
from specbuild.running.data.tables.text import decoded

SUFFIX = ".ts"
_STAMPS = "leave the time stamps out and say `@timeStamps false`, or write a long table: a row a step, with columns for series and time"


def read(context: LoadContext, path: Path, form: Form, *, whole: bool = True) -> Table:
    """Read one file: columns `dim_0`, `dim_1` ... with the steps of each channel, then `class` or `target`; see `read_file`.

    Raises:
        Refused: it is not such a file, steps have time stamps, or rows are not what the header says.
    """
    with decoded(context, path, form) as text:
        file = Headed.of(context, path, text, comment="#")
        said = dict(_entries(file))
        first, rows = file.rows()
        header = _Header.of(said, first.split(":"))
        return file.table(((number, header.row(line)) for number, line in rows), header.kinds, whole=whole)


def _entries(file: Headed) -> Iterator[tuple[str, list[str]]]:
    """What the header says, by its names in small letters."""
    for number, line in file.header():
        name, *words = line.split()
        if not name.startswith("@"):
            raise file.refused(
                number, Unfit(f"is no line of a header: `{line[:40]}`", "its lines begin with `@`, and its comments with `#`")
            )
        if name.casefold() == "@timestamps" and words[:1] == ["true"]:
            raise file.refused(number, Unfit("says that steps have time stamps, which are not read", _STAMPS))
        yield name.casefold(), words


@dataclass(frozen=True, slots=True)
class _Header:
    """What rows have to be.

    Attributes:
        kinds: The columns, and what each holds.
        labels: The classes; empty where they are not named.
        steps: Steps of every series; 0 where they may differ.
    """

    kinds: Mapping[str, str]
    labels: Sequence[str]
    steps: int

    @classmethod
    def of(cls, said: Mapping[str, Sequence[str]], first: Sequence[str]) -> _Header:
        """The header; what it leaves open is as in the first row."""
        is_true = {name for name, words in said.items() if words[:1] and words[0].casefold() == "true"}
        answer = {"class": "categorical"} if "@classlabel" in is_true else {"target": "numeric"} if "@targetlabel" in is_true else {}
        dimensions = 1 if "@univariate" in is_true else _count(said, "@dimensions", "@dimension") or max(1, len(first) - len(answer))
        steps = (_count(said, "@serieslength") or len(first[0].split(","))) if "@equallength" in is_true else 0
        labels = said["@classlabel"][1:] if "class" in answer else ()
        return cls({**{f"dim_{number}": SERIES for number in range(dimensions)}, **answer}, labels, steps)

    def row(self, line: str) -> Sequence[str] | Unfit:
        """The cells of a row, or what is wrong with it."""
        cells = [cell.strip() for cell in line.split(":")]
        if len(cells) != len(self.kinds):
            what = f"has {len(cells)} parts with `:` between them, and by the header {len(self.kinds)}"
            return Unfit(what, "mend the row or the header: channels come first, then the class or target")
        if self.labels and cells[-1] not in self.labels:
            return Unfit(f"has the label `{cells[-1]}`, which `@classLabel` does not name", "mend the row, or add the label to the header")
        steps = {cell.count(",") + 1 for cell, kind in zip(cells, self.kinds.values(), strict=True) if kind == SERIES}
        if self.steps and steps != {self.steps}:
            what = f"has {min(steps - {self.steps})} steps, and by the header all series have {self.steps}"
            return Unfit(what, "mend the row, or write `@equalLength false`")
        return cells


def _count(said: Mapping[str, Sequence[str]], *names: str) -> int:
    """The number that the header gives under one of some names; 0 where it gives none."""
    words = next((said[name] for name in names if said.get(name)), [""])
    return int(words[0]) if words[0].isdecimal() else 0
