"""The page of the commands: what `specbuild VERB --help` prints, printed by it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from importlib import import_module

from specbuild.__main__ import overview, verbs
from specbuild.workshop.generate.reference import markdown

WIDTH = 100


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/reference/` and text of the page."""
    with _wide():
        sections = [f"## {verb}\n\n{markdown.fenced(_help(verb), 'text')}" for verb in verbs()]
    yield "commands.md", markdown.page("Commands", markdown.fenced(overview(), "text"), *sections)


def _help(verb: str) -> str:
    module = import_module(f"specbuild.verbs.{verb.replace('-', '_')}")
    printed = io.StringIO()
    with redirect_stdout(printed), suppress(SystemExit):
        module.main(["--help"])
    return printed.getvalue()


@contextmanager
def _wide() -> Iterator[None]:
    """Have help wrapped alike whatever the terminal."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(WIDTH)
    yield
    if before is None:
        del os.environ["COLUMNS"]
    else:
        os.environ["COLUMNS"] = before
