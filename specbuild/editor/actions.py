"""Code actions: the fixes of findings, each alone and all that are certain at once."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from specbuild.checking.diagnostic import Finding, Fix
from specbuild.checking.document.document import Document
from specbuild.checking.fixing.find import fix_of
from specbuild.checking.fixing.fixers import syntax
from specbuild.checking.fixing.mend import mend
from specbuild.editor.diagnostics import diagnostic
from specbuild.editor.documents import Seen, uri_of
from specbuild.editor.text import Text

FIX_ALL = "source.fixAll.specbuild"


def actions(seen: Seen, range_: lsp.Range, only: list[str] | None = None) -> list[lsp.CodeAction]:
    """What can be done about a stretch of a document.

    Args:
        seen: The document.
        range_: The stretch.
        only: The kinds of actions that are wanted; None for all.
    """
    found: list[lsp.CodeAction] = []
    if _wanted(lsp.CodeActionKind.QuickFix.value, only):
        found += _quick(seen, range_)
    if only and _wanted(FIX_ALL, only):
        found += _all(seen)
    return found


def _wanted(kind: str, only: list[str] | None) -> bool:
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _quick(seen: Seen, range_: lsp.Range) -> Iterator[lsp.CodeAction]:
    start, end = seen.text.offset(range_.start), seen.text.offset(range_.end)
    for finding in seen.findings:
        told = diagnostic(seen, finding)
        if seen.text.offset(told.range.start) > end or seen.text.offset(told.range.end) < start:
            continue
        if (fix := _fix(seen, finding)) and (edit := _edit(seen, fix)):
            yield lsp.CodeAction(_title(fix), kind=lsp.CodeActionKind.QuickFix, diagnostics=[told], is_preferred=True, edit=edit)


def _fix(seen: Seen, finding: Finding) -> Fix | None:
    if seen.judged.resolved is not None:
        return fix_of(finding, seen.judged.resolved, certain=False)
    return syntax.fix(seen.text.content, finding)


def _title(fix: Fix) -> str:
    return fix.title[:1].upper() + fix.title[1:]


def _edit(seen: Seen, fix: Fix) -> lsp.WorkspaceEdit | None:
    """The edits of a fix by file; None where a file is not at hand."""
    texts = {seen.file: seen.text} | {document.file: Text(document.text, seen.text.encoding) for document in _others(seen)}
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in fix.edits:
        if edit.file not in texts:
            return None
        uri = seen.uri if edit.file == seen.file else uri_of(edit.file)
        changes.setdefault(uri, []).append(lsp.TextEdit(texts[edit.file].range(edit.start, edit.end), edit.text))
    return lsp.WorkspaceEdit(changes=changes)


def _others(seen: Seen) -> tuple[Document, ...]:
    return seen.judged.resolved.documents[1:] if seen.judged.resolved else ()


def _all(seen: Seen) -> list[lsp.CodeAction]:
    mended = mend(seen.text.content, seen.file)
    if mended.text == seen.text.content:
        return []
    edit = lsp.TextEdit(seen.text.range(0, len(seen.text.content)), mended.text)
    return [lsp.CodeAction("Mend all that is certain", kind=FIX_ALL, edit=lsp.WorkspaceEdit(changes={seen.uri: [edit]}))]
