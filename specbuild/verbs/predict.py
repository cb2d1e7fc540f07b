"""Say what a trained network says of new inputs: files, folders, patterns, tables, arrays or standard input."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Finding

if TYPE_CHECKING:
    from specbuild.running.answering.trained import Given, Trained
    from specbuild.running.metrics.answers import Answers

STANDARD_INPUT = "-"
_PREFIX = "specbuild-standard-input-"  # of the folder that keeps it


def predict(run: str | Path, inputs: Given, *, tuned: bool = True) -> Answers:
    """Say what a trained network says of raw inputs, in their order.

    Args:
        run: The folder of a finished run.
        inputs: Files, folders and patterns; or an array of samples as the loader of the run gives them.
        tuned: Whether to use the threshold and the temperature that `tune` found.

    Returns:
        The answers; inputs that cannot be read are in their `unreadable`, with the reason.

    Raises:
        Refused: there is no such run, or nothing that could be predicted.
    """
    from specbuild.running.answering.trained import load

    return load(run, tuned=tuned).predict(inputs)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild predict", description=__doc__)
    parser.add_argument("run", metavar="RUN", help="the folder of a finished run, as in runs/digits/1")
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="files, folders, patterns, `.npy` arrays; `-` reads paths, or a table, from standard input",
    )
    parser.add_argument("--format", choices=["csv", "jsonl", "table"], help="default: a table on a terminal, else csv")
    parser.add_argument("--top", type=_positive, metavar="K", help="name the K likeliest classes only")
    parser.add_argument("--untuned", action="store_true", help="leave out what `tune` found")
    options = parser.parse_args(words)
    from specbuild.running.answering.trained import load

    trained = load(options.run, tuned=not options.untuned)
    if options.top and trained.result.task == "regression":
        parser.error("--top names classes, and a regression has none")
    for note in trained.notes:
        print(note, file=sys.stderr)
    return _predict(trained, options.inputs, options.format or ("table" if sys.stdout.isatty() else "csv"), options.top)


def _predict(trained: Trained, words: Sequence[str], form: str, top: int | None) -> int:
    from specbuild.showing.answers.formats import FORMATS
    from specbuild.showing.findings.text import show
    from specbuild.showing.progress.counting import Counting

    unreadable: dict[str, str] = {}
    answered = 0

    def heard(parts: Iterator[Answers]) -> Iterator[Answers]:
        nonlocal answered
        for part in parts:
            part = replace(part, ids=list(map(_named, part.ids)), unreadable={_named(name): why for name, why in part.unreadable.items()})
            unreadable.update(part.unreadable)
            answered += len(part)
            yield part

    with ExitStack() as stack:
        inputs = [path for word in words for path in (_standard_input(trained, stack) if word == STANDARD_INPUT else [word])]
        counting = stack.enter_context(Counting("predicting", None))
        for line in FORMATS[form](heard(trained.stream(inputs, counting.reached)), top):
            print(line)
    show([_finding(name, reason, others=answered > 0) for name, reason in unreadable.items()], sys.stderr)
    return 1 if unreadable else 0


def _standard_input(trained: Trained, stack: ExitStack) -> list[str]:
    """The paths that standard input lists; or, for loaders of tables, a file with what it holds."""
    from specbuild.running.answering.sources import listed
    from specbuild.running.data.inputs import loader_module

    if not getattr(loader_module(trained.spec.loader), "MANY_ROWS", False):
        return list(listed(sys.stdin))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=_PREFIX)))
    beginning = sys.stdin.buffer.read(1)
    path = folder / ("stdin.json" if beginning in (b"{", b"[") else "stdin")  # what a table is written in is told by its name
    with path.open("wb") as file:
        file.write(beginning)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return [str(path)]


def _named(name: str) -> str:
    """The name of an input, without the folder that standard input was kept in."""
    _, kept, after = name.partition(f"/{_PREFIX}")
    return after.partition("/")[2] if kept else name


def _finding(name: str, reason: str, *, others: bool) -> Finding:
    from specbuild.running.answering import codes

    help_ = "mend it, or leave it out; the others were predicted" if others else "check the path, mend the file, or name other inputs"
    return Finding(codes.UNREADABLE, (), f"`{name}` {reason}", help=help_)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it has to be at least 1")
    return number
