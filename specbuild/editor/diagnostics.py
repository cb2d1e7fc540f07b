"""Findings as an editor underlines them."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp

from specbuild.checking.diagnostic import Finding, Place, Severity
from specbuild.editor.documents import Seen, uri_of
from specbuild.editor.doubled import said_by_the_schema
from specbuild.editor.text import Text

SOURCE = "specbuild"
_SEVERITIES = {Severity.ERROR: lsp.DiagnosticSeverity.Error, Severity.WARNING: lsp.DiagnosticSeverity.Warning}


def diagnostics(seen: Seen, *, everything: bool) -> list[lsp.Diagnostic]:
    """What to underline in a document.

    Args:
        seen: The document.
        everything: Whether to tell also what a TOML server with our schema tells.
    """
    told = (finding for finding in seen.findings if everything or not said_by_the_schema(finding, seen.values))
    return [diagnostic(seen, finding) for finding in told]


def diagnostic(seen: Seen, finding: Finding) -> lsp.Diagnostic:
    """One finding; one that is about a file that the document extends stands at `extends`, with the way there."""
    place, message = finding.place, finding.message + (f"\n{finding.help}" if finding.help else "")
    if place is None or place.file == seen.file:
        range_ = seen.text.range_of(place) if place else seen.text.range(0, 0)
        return lsp.Diagnostic(range_, message, _SEVERITIES[finding.severity], finding.code, source=SOURCE)
    return lsp.Diagnostic(
        seen.text.range_of(seen.document.place(("extends",))) if seen.document else seen.text.range(0, 0),
        f"{Path(place.file).name}:{place.line}: {message}",
        _SEVERITIES[finding.severity],
        finding.code,
        source=SOURCE,
        related_information=[lsp.DiagnosticRelatedInformation(_elsewhere(place), finding.message)],
    )


def _elsewhere(place: Place) -> lsp.Location:
    """A place in a file that is not open: its line is known, the rest of its text is not."""
    line = Text(place.source)
    end = place.end_column if place.end_line == place.line else len(place.source) + 1
    start = lsp.Position(place.line - 1, line.position(place.column - 1).character)
    return lsp.Location(
        uri_of(place.file), lsp.Range(start, lsp.Position(place.line - 1, line.position(min(end - 1, len(place.source))).character))
    )
