"""Hover: what a layer does and costs, what a key means and may be."""

from __future__ import annotations

from lsprotocol import types as lsp

from specbuild.catalogue.entry import Entry
from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar import possible
from specbuild.checking.grammar.kinds import describe
from specbuild.checking.grammar.possible import Meaning
from specbuild.checking.plan.plan import Step
from specbuild.editor.documents import Seen
from specbuild.editor.lookup import Found, lookup
from specbuild.editor.steps import parameters, steps
from specbuild.editor.words import number, shape, value
from specbuild.showing.words import memory, short


def hover(seen: Seen, position: lsp.Position) -> lsp.Hover | None:
    """What is to be said of a place; None where nothing is."""
    if seen.document is None or (found := lookup(seen.document, seen.text.offset(position))) is None:
        return None
    said = _said(seen, found)
    if not said:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said), seen.text.range(*found.span))


def _said(seen: Seen, found: Found) -> str:
    path, name = found.path, found.path[-1] if found.path else ""
    holder = path[:-1] if name == "type" else path
    entry = possible.entry(seen.values, holder)
    if entry and (found.part != "key" or name == "type" or isinstance(name, int)):
        step = steps(seen.planned, seen.values).get(holder) if seen.planned else None
        return "\n\n".join(part for part in (_cost(seen, step) if step else "", _entry(entry)) if part)
    meaning = possible.meaning(seen.values, _language(path))
    return told(str(name), meaning) if meaning else ""


def _language(path: KeyPath) -> KeyPath:
    """The key whose meaning an item of a list has."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path


def _cost(seen: Seen, step: Step) -> str:
    if step.output is None:
        return "The shape of its output is not planned; Keras tells it when the model is built."
    assert seen.planned is not None
    total = parameters(seen.planned.plan)
    share = f" ({step.parameters / total:.1%} of {number(total)})" if total and isinstance(step.parameters, int) and step.parameters else ""
    size = step.activation_bytes
    rows = [
        f"{shape(step.input)} → **{shape(step.output)}**",
        f"**{number(step.parameters)}** parameters{share}"
        + (f", {number(step.planned.fixed)} of them fixed" if step.planned.fixed != 0 else ""),
        f"{short(_plain(step.planned.multiply_adds))} multiply-adds"
        + (f", {memory(_plain(size))} of output" if size is not None else "")
        + " for one sample",
    ]
    return "  \n".join(rows)


def _plain(size: object) -> int | str:
    return size if isinstance(size, int) else str(size)


def _entry(entry: Entry) -> str:
    link = f"\n\n[Documentation of {entry.name}]({entry.url})" if entry.url else ""
    return f"**{entry.name}**: {entry.doc}{link}"


def told(name: str, meaning: Meaning) -> str:
    """A key in words: what it means, what it may be, its default."""
    head = f"`{name}`" + (": " + describe(meaning.kinds, none=meaning.none) if meaning.kinds and name != "type" else "")
    default = (
        "required" if meaning.required else f"default `{value(meaning.default)}`" if meaning.none or meaning.default is not None else ""
    )
    return "\n\n".join(part for part in (f"{head} ({default})" if default else head, meaning.doc) if part)
