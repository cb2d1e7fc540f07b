"""Hover: what a layer does and costs, what a key means and may be."""

from __future__ import annotations

from lsprotocol import types as lsp

from specbuild.catalogue.entry import Entry
from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar import possible
from specbuild.checking.grammar.kinds_in_words import describe
from specbuild.checking.grammar.places import Meaning
from specbuild.checking.plan.plan import Step
from specbuild.checking.plan.size import Size
from specbuild.editor.documents import Seen
from specbuild.editor.lookup import Found, lookup
from specbuild.editor.steps import Turns, parameters, steps
from specbuild.editor.words import number, shape, value
from specbuild.showing.words import memory, short

_SHOWN = 8  # how many turns of a layer are told


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
        turns = steps(seen.planned, seen.values).get(holder, ()) if seen.planned else ()
        return "\n\n".join(part for part in (_costs(seen, turns), _entry(entry)) if part)
    meaning = possible.meaning(seen.values, _language(path))
    return told(str(name), meaning) if meaning else ""


def _language(path: KeyPath) -> KeyPath:
    """The key whose meaning an item of a list has."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path


def _costs(seen: Seen, turns: Turns) -> str:
    """What a layer costs; a line for each turn of the layers around it where they repeat it."""
    if len(turns) < 2:
        return "".join(_cost(seen, step) for step in turns)
    told = [f"turn {turn}: {_in_short(step)}" for turn, step in enumerate(turns, 1)]
    shown = told if len(told) <= _SHOWN else [*told[: _SHOWN - 1], "…", told[-1]]
    counts = [step.parameters for step in turns]
    return "  \n".join([*shown, f"**{number(sum(counts[1:], counts[0]))}** parameters in all turns{_share(seen, *counts)}"])


def _in_short(step: Step) -> str:
    counted = f", {number(step.parameters)} parameters" if step.parameters != 0 else ""
    return f"{shape(step.input)} → **{shape(step.output)}**{counted}"


def _share(seen: Seen, *counts: Size) -> str:
    """The share of all parameters; empty where it is none or not known."""
    assert seen.planned is not None
    total, known = parameters(seen.planned.plan), [count for count in counts if isinstance(count, int)]
    mine = sum(known) if len(known) == len(counts) else 0
    return f" ({mine / total:.1%} of {number(total)})" if total and mine else ""


def _cost(seen: Seen, step: Step) -> str:
    if step.output is None:
        return "The shape of its output is not planned; Keras tells it when the model is built."
    size = step.activation_bytes
    rows = [
        f"{shape(step.input)} → **{shape(step.output)}**",
        f"**{number(step.parameters)}** parameters{_share(seen, step.parameters)}"
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
