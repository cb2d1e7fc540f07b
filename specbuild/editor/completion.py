"""Completion: the keys of the table at hand, the words of a value, the headers of a spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.address import value_at
from specbuild.checking.grammar import possible
from specbuild.checking.grammar.kinds_in_words import describe
from specbuild.checking.grammar.places import Meaning
from specbuild.checking.objective.callbacks import watchable
from specbuild.checking.objective.derive import derive
from specbuild.editor.cursor import Cursor, cursor
from specbuild.editor.documents import Seen
from specbuild.editor.hover import told
from specbuild.editor.words import value

TABLES = ("task", "loader", "split", "meaning", "training")
LISTS = ("augmentation", "preprocessing", "layers", "training.callbacks", "training.metrics")


def completion(seen: Seen, position: lsp.Position) -> list[lsp.CompletionItem]:
    """What could stand at a place."""
    offset = seen.text.offset(position)
    here = cursor(seen, offset)
    if here is None:
        return []
    range_ = seen.text.range(here.start, offset)
    items = {"key": _keys, "value": _values, "header": _headers}[here.at](here, seen)
    for order, item in enumerate(items):
        item.sort_text = f"{order:03}"
        item.text_edit = lsp.TextEdit(range_, item.insert_text or item.label)
        item.insert_text = None
    return items


def _keys(here: Cursor, seen: Seen) -> list[lsp.CompletionItem]:
    """Keys that are not there yet: `type` first, then what is required."""
    table = value_at(here.values, here.path)
    there = table if isinstance(table, Mapping) else {}
    meanings = {
        key: meaning
        for key in possible.keys(here.values, here.path)
        if key not in there and (meaning := possible.meaning(here.values, (*here.path, key)))
    }
    order = sorted(meanings, key=lambda key: (key != "type", not meanings[key].required))
    return [
        lsp.CompletionItem(
            key,
            kind=lsp.CompletionItemKind.Property,
            detail=describe(meaning.kinds, none=meaning.none) if meaning.kinds else "a table",
            documentation=_markdown(told(key, meaning)),
            insert_text=f"{key} = " if meaning.kinds or here.path else key,
        )
        for key in order
        for meaning in [meanings[key]]
    ]


def _values(here: Cursor, seen: Seen) -> list[lsp.CompletionItem]:
    """Words that the value can be, with what each does, and the default."""
    meaning = _meaning(here)
    words = dict(_words(here, seen, meaning))
    items = [
        lsp.CompletionItem(
            word,
            kind=lsp.CompletionItemKind.EnumMember,
            documentation=_markdown(doc) if doc else None,
            insert_text=word if here.quoted else value(word),
        )
        for word, doc in words.items()
    ]
    if here.quoted or meaning is None:
        return items
    return items + [lsp.CompletionItem(word, kind=lsp.CompletionItemKind.Value) for word in _plain(meaning) if word.strip('"') not in words]


def _meaning(here: Cursor) -> Meaning | None:
    path = here.path
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return possible.meaning(here.values, path) if path else None


def _words(here: Cursor, seen: Seen, meaning: Meaning | None) -> Iterator[tuple[str, str]]:
    if here.path == ("extends",):
        yield from ((path.name, "") for path in sorted(Path(seen.file).parent.glob("*.toml")) if path.name != Path(seen.file).name)
    yield from ((word, "") for word in _watched(here, seen))
    table = possible.table(here.values, here.path[:-1]) if here.path[-1] == "type" else _table(here, meaning)
    known = read.table(table) if table else {}
    for word in possible.words(here.values, here.path):
        if not table or word in known:  # of two spellings of an entry the name is enough
            yield word, known[word].doc if word in known else ""
    if meaning and meaning.none:
        yield "none", "Python's `None`."


def _table(here: Cursor, meaning: Meaning | None) -> str | None:
    tables = [str(kind["table"]) for kind in meaning.kinds if "table" in kind] if meaning else []
    return tables[0] if tables and not isinstance(here.path[-1], int) else possible.table(here.values, here.path)


def _watched(here: Cursor, seen: Seen) -> tuple[str, ...]:
    """The numbers that every epoch produces, for `monitor`."""
    if here.path[-1] != "monitor" or seen.planned is None:
        return ()
    try:
        spec = seen.planned.spec
        spec = replace(spec, training=replace(spec.training, callbacks=()))  # what they watch is what is asked for
        objective = derive(spec, seen.planned.plan, validated=True)
    except Refused:
        return ()
    return watchable(objective, validated=True)


def _plain(meaning: Meaning) -> list[str]:
    """Values that are no words: truth values, and the default."""
    if any(kind.get("type") == "boolean" for kind in meaning.kinds):
        return ["true", "false"]
    return [value(meaning.default)] if meaning.default is not None else []


def _headers(here: Cursor, seen: Seen) -> list[lsp.CompletionItem]:
    """Names of tables and lists, for what stands in the brackets that are open."""
    line = seen.text.content[seen.text.content.rfind("\n", 0, here.start) + 1 : here.start]
    names = LISTS if "[[" in line else [name for name in TABLES if name not in here.values]
    return [_header(here.values, name) for name in names]


def _header(values: Mapping[str, Any], name: str) -> lsp.CompletionItem:
    meaning = possible.meaning(values, tuple(name.split(".")))
    return lsp.CompletionItem(
        name, kind=lsp.CompletionItemKind.Module, documentation=_markdown(meaning.doc) if meaning else None, insert_text=name
    )


def _markdown(text: str) -> lsp.MarkupContent:
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
