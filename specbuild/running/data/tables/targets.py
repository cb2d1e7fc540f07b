"""Targets in columns of text: classes, several marks, or numbers; a missing one is named by its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Targets
from specbuild.running.data.folders.names import natural
from specbuild.running.data.tables.features import Words, wrong_cells
from specbuild.running.data.tables.kinds import boolean
from specbuild.running.data.tables.kinds.kind import Reading, parsed
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number
from specbuild.running.data.tables.table import Table

SHOWN = 10
MOST_CLASSES = 1000  # more are surely numbers, or names of rows


def read_targets(
    context: LoadContext, table: Table, columns: Sequence[str], words: Words, *, classes: Sequence[str] | None, separator: str | None
) -> Targets:
    """Read the targets of a table.

    Args:
        context: What belongs to the run; the task.
        table: The table.
        columns: The columns of the targets.
        words: How cells are understood.
        classes: The classes, in the order of the model's outputs; None for all in natural order.
        separator: For multilabel in one column, what parts the labels.

    Raises:
        Refused: a target is missing or is not what the task needs; rows are named.
    """
    if len(columns) > 1 and context.task in ("binary", "multiclass"):
        message = f"a {context.task} task has one target, and `target` names {len(columns)} columns"
        raise Refused(
            context.finding("D316", "target", message, help="name one column, or set `task.type` to `multilabel` or `regression`")
        )
    absent = [] if separator else list(_absent(context, table, columns, words))
    if absent:
        raise Refused(*absent)
    return _READERS[context.task](context, table, columns, words, classes, separator)


def _absent(context: LoadContext, table: Table, columns: Sequence[str], words: Words) -> Iterator[Finding]:
    for name in columns:
        rows = np.flatnonzero(~present(table[name], words.missing))
        if len(rows):
            named = ", ".join(table.place(int(row)) for row in rows[:SHOWN]) + (
                f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
            )
            what = "target" if len(rows) == 1 else "targets"
            message = f"{len(rows)} {what} in the column `{name}` {'is' if len(rows) == 1 else 'are'} missing: {named}"
            help_ = "remove these rows from the file, or fill in what is true of them"
            if table.named and rows.tolist() == [0]:
                help_ = f"if that row belongs to the header, write `header = 2`; or {help_}"
            yield context.finding("D315", "target", message, help=help_)


def _one_class(
    context: LoadContext, table: Table, columns: Sequence[str], words: Words, classes: Sequence[str] | None, separator: str | None
) -> Targets:
    return from_labels(context, [str(text) for text in table[columns[0]]], classes, lambda row: table.place(row), "target")


def from_labels(
    context: LoadContext, labels: Sequence[str], classes: Sequence[str] | None, place: Callable[[int], str], at: str
) -> Targets:
    """One class a row by its name.

    Raises:
        Refused: a label is none of `classes`, or there are too few or too many of them.
    """
    found = in_order(labels)
    chosen = list(classes or found)
    numbers = {name: number for number, name in enumerate(chosen)}
    findings = list(_about_classes(context, found, chosen, place, labels, at))
    if findings:
        raise Refused(*findings)
    return Targets(np.array([numbers[label] for label in labels], np.int64), tuple(chosen))


def in_order(labels: Iterable[str]) -> list[str]:
    """Each label once: numbers by size, texts as people count."""
    found = sorted(set(labels), key=natural)
    numbers = {label: to_number(label) for label in found}
    return sorted(found, key=lambda label: numbers[label] or 0.0) if all(one is not None for one in numbers.values()) else found


def _about_classes(
    context: LoadContext, found: Sequence[str], chosen: Sequence[str], place: Callable[[int], str], labels: Sequence[str], at: str
) -> Iterator[Finding]:
    for name in [name for name in found if name not in chosen][:SHOWN]:
        message = f"{place(labels.index(name))}: the label `{name}` is none of `classes`"
        yield context.finding("D316", "classes", message, help=did_you_mean(name, chosen))
    for name in [name for name in chosen if name not in found]:
        yield context.finding("D316", "classes", f"no row has the label `{name}`", help=did_you_mean(name, found))
    if len(set(chosen)) < len(chosen):
        yield context.finding("D316", "classes", "a class is named twice", help="name each once")
    if len(found) < 2:
        message = f"all rows have the label `{found[0]}`, so there is nothing to learn" if found else "there are no rows"
        yield context.finding("D316", at, message, help="name another column, or add rows of other classes")
    elif context.task == "binary" and len(chosen) > 2:
        yield context.finding(
            "D316", at, f"a binary task has two classes, and there are {len(chosen)}", help='write `task.type = "multiclass"`'
        )
    elif len(chosen) > MOST_CLASSES:
        message = f"there are {len(chosen):,} different labels, more than the {MOST_CLASSES:,} classes that a network can have"
        yield context.finding("D316", at, message, help='write `task.type = "regression"` if they are numbers, or name another column')


def _marks(
    context: LoadContext, table: Table, columns: Sequence[str], words: Words, classes: Sequence[str] | None, separator: str | None
) -> Targets:
    if len(columns) == 1 and separator:
        return _separated(context, table, columns[0], words, classes, separator)
    if len(columns) == 1:
        message = "a multilabel task needs several columns of 0 and 1, or a `separator` between the labels of one column"
        raise Refused(context.finding("D316", "target", message, help='write `separator = ";"`, or name the columns'))
    reads = [boolean.read(table[name], present(table[name], words.missing), Reading()) for name in columns]
    findings = [
        finding
        for name, read in zip(columns, reads, strict=True)
        for finding in wrong_cells(context, table, name, read.wrong, "0 or 1", "mend it")
    ]
    if findings:
        raise Refused(*findings)
    return Targets(np.stack([read.values for read in reads], axis=1).astype(np.int64), tuple(columns))


def _separated(context: LoadContext, table: Table, column: str, words: Words, classes: Sequence[str] | None, separator: str) -> Targets:
    there = present(table[column], words.missing)  # an empty cell is a row without any label
    rows = [
        [part.strip() for part in str(text).split(separator) if part.strip()] if known else []
        for text, known in zip(table[column], there, strict=True)
    ]
    found = in_order(part for parts in rows for part in parts)
    labels = [part for parts in rows for part in parts]
    of_label = [row for row, parts in enumerate(rows) for _ in parts]
    chosen = list(classes or found)
    findings = list(_about_classes(context, found, chosen, lambda at: table.place(of_label[at]), labels, "target"))
    if findings:
        raise Refused(*findings)
    numbers = {name: number for number, name in enumerate(chosen)}
    values = np.zeros((len(rows), len(chosen)), np.int64)
    for row, parts in enumerate(rows):
        values[row, [numbers[part] for part in parts]] = 1
    return Targets(values, tuple(chosen))


def _numbers(
    context: LoadContext, table: Table, columns: Sequence[str], words: Words, classes: Sequence[str] | None, separator: str | None
) -> Targets:
    reads = [parsed(table[name], present(table[name], words.missing), lambda text: to_number(text, words.numbers)) for name in columns]
    findings = [
        finding
        for name, read in zip(columns, reads, strict=True)
        for finding in wrong_cells(context, table, name, read.wrong, "a number", "mend it, or set `task.type` to what is predicted")
    ]
    if findings:
        raise Refused(*findings)
    return Targets(np.stack([read.values for read in reads], axis=1), (), tuple(columns))


_READERS: Mapping[str, Callable[..., Targets]] = {
    "binary": _one_class,
    "multiclass": _one_class,
    "multilabel": _marks,
    "regression": _numbers,
}
