"""Labels in an array: whole numbers, texts, one-hot rows, marks, or numbers to predict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Targets
from specbuild.running.data.tables.targets import from_labels

MOST_SHOWN = 5


def read_labels(context: LoadContext, values: np.ndarray, classes: Sequence[str] | None) -> tuple[Targets, list[str]]:
    """The targets that an array of labels means.

    Args:
        context: What belongs to the run; the task.
        values: Of shape (samples,) or (samples, columns).
        classes: Names of the classes: of numbers from 0 on in their order, or of texts, to choose their order.

    Returns:
        The targets, and sentences about what was noticed.

    Raises:
        Refused: they do not fit the task.
    """
    values = np.asarray(values)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.dtype.kind in "cOVmM" or values.ndim not in (1, 2):
        raise _misfit(context, f"labels of type {values.dtype} and shape {values.shape} are none", "give one number or text a sample")
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        rows = np.flatnonzero(~np.isfinite(values).reshape(len(values), -1).all(axis=1)) + 1
        named = ", ".join(map(str, rows[:MOST_SHOWN])) + (f" and {len(rows) - MOST_SHOWN} more" if len(rows) > MOST_SHOWN else "")
        raise Refused(context.finding("D315", "path", f"the label of sample {named} is not a number", help="remove these samples"))
    return _READERS[context.task](context, values, classes)


def _misfit(context: LoadContext, message: str, help_: str) -> Refused:
    return Refused(context.finding("D410", "y", message, help=help_))


def _one_class(context: LoadContext, values: np.ndarray, classes: Sequence[str] | None) -> tuple[Targets, list[str]]:
    notes = []
    if values.ndim == 2:
        if values.dtype.kind not in "biuf" or not (np.isin(values, (0, 1)).all() and (values.sum(axis=1) == 1).all()):
            raise _misfit(
                context, f"labels of shape {values.shape} are not one-hot, so a sample has no single class",
                'give one number a sample, or write `task.type = "multilabel"`',
            )  # fmt: skip
        values = values.argmax(axis=1)
        notes.append("the labels are one-hot, and taken as the numbers of classes")
    labels = _texts(context, values)
    if classes is not None and set(labels) <= {str(number) for number in range(len(classes))} and not set(labels) & set(classes):
        labels = [classes[int(label)] for label in labels]
    return from_labels(context, labels, classes, lambda row: f"sample {row + 1}", "y"), notes


def _texts(context: LoadContext, values: np.ndarray) -> list[str]:
    if values.dtype.kind == "S":
        return [value.decode("utf-8", "backslashreplace") for value in values.tolist()]
    if values.dtype.kind == "f":
        if (values != np.round(values)).any():
            odd = values[values != np.round(values)][0]
            raise _misfit(context, f"the label {odd} is no whole number, so it names no class", 'write `task.type = "regression"`')
        values = values.astype(np.int64)
    return [str(int(value)) if values.dtype.kind == "b" else str(value) for value in values.tolist()]


def _marks(context: LoadContext, values: np.ndarray, classes: Sequence[str] | None) -> tuple[Targets, list[str]]:
    if values.ndim != 2 or values.dtype.kind not in "biuf" or not np.isin(values, (0, 1)).all():
        raise _misfit(
            context, f"a multilabel task needs 0 or 1 for each class, and the labels have shape {values.shape}", "give a column a class"
        )
    names = tuple(classes or (str(number) for number in range(values.shape[1])))
    if len(names) != values.shape[1]:
        raise _misfit(context, f"there are {values.shape[1]} columns of labels, and `classes` names {len(names)}", "name each column once")
    return Targets(values.astype(np.int64), names), []


def _numbers(context: LoadContext, values: np.ndarray, classes: Sequence[str] | None) -> tuple[Targets, list[str]]:
    if values.dtype.kind not in "biuf":
        raise _misfit(context, f"a regression predicts numbers, and the labels are {values.dtype}", 'write `task.type = "multiclass"`')
    columns = values.reshape(len(values), -1).astype(np.float64)
    names = tuple(f"target {number}" for number in range(1, columns.shape[1] + 1)) if columns.shape[1] > 1 else ("target",)
    return Targets(columns, (), names), []


_READERS: Mapping[str, Callable[[LoadContext, np.ndarray, Sequence[str] | None], tuple[Targets, list[str]]]] = {
    "binary": _one_class,
    "multiclass": _one_class,
    "multilabel": _marks,
    "regression": _numbers,
}
