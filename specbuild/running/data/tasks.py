"""What a task asks of data that come with one class for each sample."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Finding
from specbuild.running.data.context import LoadContext


def about_classes(context: LoadContext, count: int, *, what: str, instead: str) -> Iterator[Finding]:
    """Findings where the task cannot be done with one class a sample.

    Args:
        context: What belongs to the run; the task.
        count: How many classes there are.
        what: What says the classes, in many words: "class folders".
        instead: What to do where the task needs more than a class.
    """
    if context.task in ("multilabel", "regression"):
        wanted = "several labels" if context.task == "multilabel" else "numbers"
        message = f"a {context.task} task predicts {wanted}, and {what} say one class for each sample"
        yield context.finding("D118", "path", message, help=f"{instead}; or change `task.type`")
    elif context.task == "binary" and count != 2:
        message = f"a binary task has two classes, and there are {count}"
        yield context.finding("D118", "path", message, help='write `task.type = "multiclass"`, or name two of them in `classes`')
