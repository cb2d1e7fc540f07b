"""Silences: `# specbuild: allow R123 because ...` on a line, or above an entry, keeps a warning from being shown there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from specbuild.checking.diagnostic import Finding, Severity
from specbuild.checking.document.comments import Comment, comments
from specbuild.checking.document.document import Document
from specbuild.checking.document.locate import Span
from specbuild.checking.suggest import did_you_mean

UNUSED, UNKNOWN, UNCLEAR, OF_AN_ERROR = "R001", "R002", "R003", "R004"
EXPLANATIONS = {
    UNUSED: "A silence keeps nothing silent: the mistake was mended, or the silence stands at another line. Left in, it would hide the "
    "next one.",
    UNKNOWN: "A silence names a code that no rule has. A finding shows its code in brackets, as in `warning[S123]`.",
    UNCLEAR: "A silence is written `# specbuild: allow R123 because ...`, at the end of the line at fault or above its entry. The reason "
    "is required: whoever reads the spec next has to know why the rule does not hold here.",
    OF_AN_ERROR: "Only warnings can be silenced. An error says that the run would fail, or that its result would be wrong.",
}
_SILENCE = re.compile(r"specbuild:\s*allow\s+(?P<codes>[A-Za-z]\d+(?:\s*,\s*[A-Za-z]\d+)*)\s+because\s+(?P<reason>\S.*)")
_ADVICE = "write `# specbuild: allow R123 because ...`, with a reason"


@dataclass(frozen=True, slots=True)
class Silence:
    """One silence: a code, the lines where it holds, and the comment."""

    code: str
    document: Document
    comment: Span
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        place = finding.place
        return (
            finding.code == self.code and place is not None and place.file == self.document.file and self.first <= place.line <= self.last
        )

    def finding(self, code: str, message: str, help_: str) -> Finding:
        """A warning about the silence itself."""
        return Finding(code, (), message, help=help_, severity=Severity.WARNING, place=self.document.place_of(self.comment))


def apply(findings: Sequence[Finding], documents: Sequence[Document], judged: Collection[str], known: Collection[str]) -> list[Finding]:
    """Take out what is silenced, and add what is wrong with the silences.

    Args:
        findings: Placed.
        documents: The files of the spec, the one asked for first.
        judged: Codes of the rules that could look at all they need: silences of others may yet be used.
        known: All codes of rules.
    """
    silences: list[Silence] = []
    wrong: list[Finding] = []
    for document in documents:
        for comment in _addressed(document):
            match = _SILENCE.fullmatch(comment.text)
            if match is None:
                place = document.place_of(comment.span)
                wrong.append(
                    Finding(UNCLEAR, (), f"`{comment.text}` silences nothing", help=_ADVICE, severity=Severity.WARNING, place=place)
                )
                continue
            first, last = _lines(document, comment)
            codes = [code.strip().upper() for code in match.group("codes").split(",")]
            silences += [Silence(code, document, comment.span, first, last) for code in codes]
    kept = [finding for finding in findings if finding.severity is Severity.ERROR or not any(one.covers(finding) for one in silences)]
    return [*kept, *wrong, *(finding for one in silences for finding in _about(one, findings, documents[0], judged, known))]


def _addressed(document: Document) -> Iterator[Comment]:
    if "specbuild:" in document.text:
        yield from (comment for comment in comments(document.text) if comment.text.startswith("specbuild:"))


def _about(
    silence: Silence, findings: Sequence[Finding], main: Document, judged: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    covered = [finding for finding in findings if silence.covers(finding)]
    if silence.code not in known:
        yield silence.finding(UNKNOWN, f"no rule has the code `{silence.code}`", did_you_mean(silence.code, known))
    elif any(finding.severity is Severity.ERROR for finding in covered):
        yield silence.finding(
            OF_AN_ERROR, f"`{silence.code}` is an error here, and errors cannot be silenced", "mend it, and remove this comment"
        )
    elif not covered and silence.code in judged and silence.document is main:
        yield silence.finding(UNUSED, f"nothing here would raise `{silence.code}`", "remove this comment")


def _lines(document: Document, comment: Comment) -> tuple[int, int]:
    """The lines that a comment speaks of: its own, or those of what stands below it; from a header on, the whole entry."""
    line = document.line_column(comment.span.start)[0]
    last = document.text.count("\n") + 1
    if comment.alone:
        line = next((below for below in range(line + 1, last + 1) if not _is_comment(document.line(below))), line)
    return line, max([line, *(_last_line(document, span) for span in _opened_at(document, line))])


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _opened_at(document: Document, line: int) -> Iterator[Span]:
    """What begins at a line: entries with their headers there, and values."""
    for path, spot in document.spots.items():
        opening = spot.header or spot.key
        if path and opening and spot.value and document.line_column(opening.start)[0] == line:
            yield spot.value


def _last_line(document: Document, span: Span) -> int:
    return document.line_column(max(span.start, span.end - 1))[0]
