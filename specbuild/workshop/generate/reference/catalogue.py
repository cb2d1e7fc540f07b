"""One page for each table of the catalogue: every entry, and every argument with its kinds, default and words."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument, Entry
from specbuild.checking.grammar.kinds_in_words import describe
from specbuild.showing.explain.entry import shown
from specbuild.workshop.generate.reference import markdown


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/reference/` and text of each page."""
    for name in read.names():
        yield f"catalogue/{name}.md", _page(name)


def _page(name: str) -> str:
    entries = list(read.table(name).values())
    head = f"{len(entries)} entries. What `type` may be here, and what each takes; names and defaults are Keras's own where it has them."
    return markdown.page(name.capitalize(), head, *(_entry(entry) for entry in entries), *_absent(name))


def _entry(entry: Entry) -> str:
    more = [f"[Keras's own page]({entry.url})"] if entry.url else []
    rows = [_argument(argument) for argument in entry.arguments.values()]
    takes = markdown.table(["argument", "may be", "default", "what it is"], rows) if rows else "It takes no arguments."
    return "\n\n".join([f"## {entry.name}", markdown.plain(entry.doc), *more, takes])


def _argument(argument: Argument) -> list[str]:
    default = "*required*" if argument.required else f"`{shown(argument.default)}`"
    return [f"`{argument.name}`", describe(argument.kinds, none=argument.none), default, argument.doc]


def _absent(name: str) -> list[str]:
    """What Keras has and a spec cannot name, with the reason that the finding gives too."""
    absent = read.table(name).absent
    if not absent:
        return []
    rows = [[f"`{left}`", f"it {reason}"] for left, reason in sorted(absent.items())]
    return ["## Left out", markdown.table(["name", "why"], rows)]
