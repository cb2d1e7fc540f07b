"""What maintainers run: `generate` writes what is generated, or tells what is stale; `terminal` and `lessons` make pictures for pages;
`backbones` measures the networks of `keras.applications`, `matrix` tries every kind of data with every task on every backend."""

from __future__ import annotations

import argparse
import os
import sys


def main() -> int:
    """Run one task."""
    parser = argparse.ArgumentParser("python -m specbuild.workshop", description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    generate = tasks.add_parser("generate", help="write the catalogue, the JSON Schema and the reference pages")
    generate.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is stale")
    tasks.add_parser("terminal", help="run the commands of the first page and draw what they print")
    lessons = tasks.add_parser("lessons", help="run the commands of the tutorial and keep the pictures that they make")
    lessons.add_argument("pages", nargs="*", metavar="PAGE", help="only these, as in `pooling`")
    tasks.add_parser("backbones", help="measure the networks of `keras.applications` that a `Backbone` can be")
    matrix = tasks.add_parser("matrix", help="try every kind of data with every task on every backend, and write what came out; minutes")
    matrix.add_argument("--only", default="", metavar="WORDS", help="only the rows whose name holds this, as in `picture:`")
    options = parser.parse_args()
    return _TASKS[options.task](options)


def _generate(options: argparse.Namespace) -> int:
    from specbuild.workshop.generate import write

    found = write.stale() if options.check else write.write()
    for path in found:
        print(f"{'stale' if options.check else 'written'}: {path.relative_to(write.ROOT)}")
    return 1 if options.check and found else 0


def _terminal(_: argparse.Namespace) -> int:
    from specbuild.workshop.terminal import draw

    print(f"written: {draw()}")
    return 0


def _lessons(options: argparse.Namespace) -> int:
    from specbuild.workshop.lessons import draw

    for picture in draw(options.pages):
        print(f"written: {picture}")
    return 0


def _backbones(_: argparse.Namespace) -> int:
    os.environ["KERAS_BACKEND"] = "torch"
    from specbuild.workshop.generate.backbones import write

    print(f"written: {write()}")
    return 0


def _matrix(options: argparse.Namespace) -> int:
    from specbuild.workshop.generate import write
    from specbuild.workshop.matrix import measure

    outcomes = measure.measure(options.only)
    wrong = list(measure.red(outcomes))
    print("\n".join(wrong) or "no cell is red")
    measure.keep(outcomes)
    for path in write.write():
        print(f"written: {path.relative_to(write.ROOT)}")
    return 1 if wrong else 0


_TASKS = {"generate": _generate, "terminal": _terminal, "lessons": _lessons, "backbones": _backbones, "matrix": _matrix}

if __name__ == "__main__":
    sys.exit(main())
