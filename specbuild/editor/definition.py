"""Go to definition: the file of `extends`, and the place in it where a key that is changed here was written."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp

from specbuild.checking.diagnostic import KeyPath, Place, Refused
from specbuild.checking.document.address import address
from specbuild.checking.document.document import Document
from specbuild.checking.document.resolve import resolve
from specbuild.checking.document.resolved import Resolved
from specbuild.editor.documents import Seen, uri_of
from specbuild.editor.lookup import lookup
from specbuild.editor.text import Text


def definition(seen: Seen, position: lsp.Position) -> lsp.Location | None:
    """Where something comes from; None where it comes from nowhere else."""
    document = seen.document
    found = lookup(document, seen.text.offset(position)) if document else None
    if document is None or found is None or not isinstance(document.values.get("extends"), str):
        return None
    base = _base(Path(seen.file).parent / document.values["extends"])
    if base is None:
        return None
    if found.path == ("extends",):
        return lsp.Location(uri_of(base.main.file), lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)))
    path = _address(document, found.path, base)
    return None if path is None else _location(base.place(path, "key"), base, seen.text.encoding)


def _base(path: Path) -> Resolved | None:
    try:
        return resolve(Document.read(path))
    except Refused:
        return None


def _address(document: Document, path: KeyPath, base: Resolved) -> KeyPath | None:
    if path[:1] == ("unset",) and len(path) == 2:
        dotted = document.values["unset"][path[1]]
        return address(base.values, dotted.split(".")) if isinstance(dotted, str) else None
    return address(base.values, [str(part) for part in path]) if path and not isinstance(path[-1], int) else None


def _location(place: Place, base: Resolved, encoding: str) -> lsp.Location | None:
    text = next((document.text for document in base.documents if document.file == place.file), None)
    return None if text is None else lsp.Location(uri_of(place.file), Text(text, encoding).range_of(place))
