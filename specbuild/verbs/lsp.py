"""Serve an editor: findings as you type, shapes beside the layers, hover, completion and fixes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.util import find_spec

from specbuild.checking.diagnostic import Finding, Refused


def lsp(*, everything: bool = False) -> None:
    """Serve one editor over standard input and output, until it closes them.

    Args:
        everything: Whether to tell also what a TOML server with the schema tells.

    Raises:
        Refused: the extra `editor` is not installed.
    """
    if find_spec("pygls") is None:
        raise Refused(Finding("Z001", (), "the language server needs pygls", help='install it with `pip install "specbuild[editor]"`'))
    from specbuild.editor.server import make

    make(everything=everything).start_io()


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild lsp", description=f"{__doc__} Editors start it; it speaks over standard input and output.")
    parser.add_argument(
        "--all", dest="everything", action="store_true", help="tell also what a TOML server (Tombi, Taplo) with the schema tells"
    )
    lsp(everything=parser.parse_args(words).everything)
    return 0
