"""Inlay hints: what every layer gives and what it holds, at the end of its line."""

from __future__ import annotations

from lsprotocol import types as lsp

from specbuild.checking.document.document import Document
from specbuild.checking.document.locate import Span
from specbuild.checking.plan.plan import Step
from specbuild.editor.documents import Seen
from specbuild.editor.steps import Turns, steps
from specbuild.editor.words import number, shape
from specbuild.showing.words import memory, short

_SHOWN = 4  # how many turns are told at the end of a line, where they differ


def hints(seen: Seen, within: lsp.Range | None = None) -> list[lsp.InlayHint]:
    """The hints of a document, those of a range alone where one is given."""
    if seen.planned is None or seen.document is None:
        return []
    start, end = (seen.text.offset(within.start), seen.text.offset(within.end)) if within else (0, len(seen.text.content))
    found = []
    for path, turns in steps(seen.planned, seen.values).items():
        at = _end(seen.document, path) if path in seen.document.spots else None
        if at is not None and start <= at <= end:
            found.append(lsp.InlayHint(seen.text.position(at), label(turns), tooltip=_tooltip(turns), padding_left=True))
    return found


def label(turns: Turns) -> str:
    """What a layer gives: `→ 28 × 28 × 16 · 160`; from turn to turn where that differs: `→ 8 × 8 × 16 · 160 | 4 × 4 × 32 · 320`."""
    told = list(dict.fromkeys(map(_gives, turns)))
    if len(told) > _SHOWN:
        told = [*told[: _SHOWN - 1], "…", told[-1]]
    return "→ " + " | ".join(told)


def _gives(step: Step) -> str:
    if step.output is None:
        return "?"
    return shape(step.output) + (f" · {number(step.parameters)}" if step.parameters != 0 else "")


def _tooltip(turns: Turns) -> str:
    if len(turns) == 1:
        return _more(turns[0])
    return "\n".join(f"turn {turn}: {_more(step)}" for turn, step in enumerate(turns, 1))


def _more(step: Step) -> str:
    if step.output is None:
        return "The shape is not planned; Keras tells it when the model is built."
    size = step.activation_bytes
    costs = [
        f"from {shape(step.input)} to {shape(step.output)}",
        f"{number(step.parameters)} parameters",
        f"{short(_plain(step.planned.multiply_adds))} multiply-adds",
        *([f"{memory(_plain(size))} of output"] if size is not None else []),
    ]
    return ", ".join(costs) + "; for one sample"


def _plain(size: object) -> int | str:
    return size if isinstance(size, int) else str(size)


def _end(document: Document, path: tuple[str | int, ...]) -> int | None:
    """Where the hint of an entry stands: at the end of the line of its `type`, or behind its braces or its word."""
    spot, type_ = document.spots[path], document.spots.get((*path, "type"))
    if spot.header is None:
        return spot.value.end if spot.value else None
    return _end_of_line(document.text, type_.value if type_ and type_.value else spot.header)


def _end_of_line(text: str, span: Span) -> int:
    end = text.find("\n", span.end)
    return len(text[: len(text) if end < 0 else end].rstrip())
