"""Print the JSON Schema of specs for editors, or check a file with it alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files


def schema() -> str:
    """The JSON Schema (draft 7) of the spec language, as text."""
    return files("specbuild.catalogue").joinpath("specbuild.schema.json").read_text(encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild schema", description=__doc__)
    parser.parse_args(words)
    sys.stdout.write(schema())
    return 0
