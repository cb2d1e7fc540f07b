"""Which columns of a table of series hold what: steps or channels, what is to be predicted, what stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Targets
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.tables.choose import about_nameless, find, find_all
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets


def beside(context: LoadContext, table: Table, asked: Asked) -> tuple[list[str], str | None, list[str]]:
    """The columns of the targets, of the part, and those for a split.

    Raises:
        Refused: no target is named, or a column is not there.
    """
    if asked.target is None:
        raise Refused(context.finding("D601", "target", "a table needs the column to predict", help='write `target = "..."`'))
    if isinstance(asked.target, list):
        targets = find_all(context, table.names, asked.target, "target")
    else:
        targets = [find(context, table.names, asked.target, "target")]
    part = None if asked.part is None else find(context, table.names, asked.part, "part")
    return targets, part, find_all(context, table.names, asked.split_columns or [], "split_columns", patterns=False)


def chosen_values(context: LoadContext, table: Table, asked: Asked, aside: Sequence[str | None]) -> list[str]:
    """The columns that hold steps: those named, or all that are used for nothing else.

    Raises:
        Refused: there are none, or one of them is used for something else.
    """
    if asked.values is not None:
        chosen = find_all(context, table.names, asked.values, "values")
    else:
        dropped = find_all(context, table.names, asked.drop or [], "drop")
        chosen = [name for name in table.names if name not in aside and name not in dropped]
        nameless = list(about_nameless(context, table, chosen))
        if nameless:
            raise Refused(*nameless)
    used = [name for name in chosen if name in aside]
    if used:
        message = f"the column `{used[0]}` is used for something else and is no step of a series"
        raise Refused(context.finding("D312", "values", message, help="take it out of `values`"))
    if not chosen:
        raise Refused(context.finding("D319", "values", "no column is left for the steps", help="name them with `values`"))
    return chosen


def targets_of(context: LoadContext, table: Table, columns: Sequence[str], asked: Asked) -> Targets:
    """What is to be predicted for each row."""
    return read_targets(context, table, columns, asked.words, classes=asked.classes, separator=asked.separator)
