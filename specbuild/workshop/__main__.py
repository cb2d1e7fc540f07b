"""What maintainers run: `generate` writes what is generated, or tells what is stale; `terminal` draws the picture of the first page,
`backbones` measures the networks of `keras.applications`."""

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
    tasks.add_parser("backbones", help="measure the networks of `keras.applications` that a `Backbone` can be")
    options = parser.parse_args()
    return _generate(check=options.check) if options.task == "generate" else _FOUND[options.task]()


def _generate(*, check: bool) -> int:
    from specbuild.workshop.generate import write

    found = write.stale() if check else write.write()
    for path in found:
        print(f"{'stale' if check else 'written'}: {path.relative_to(write.ROOT)}")
    return 1 if check and found else 0


def _terminal() -> int:
    from specbuild.workshop.terminal import draw

    print(f"written: {draw()}")
    return 0


def _backbones() -> int:
    os.environ["KERAS_BACKEND"] = "torch"
    from specbuild.workshop.generate.backbones import write

    print(f"written: {write()}")
    return 0


_FOUND = {"terminal": _terminal, "backbones": _backbones}

if __name__ == "__main__":
    sys.exit(main())
