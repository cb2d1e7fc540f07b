"""A spec's text to a text in which everything is mended whose mending is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specbuild.checking.diagnostic import Edit, Finding, Fix, Refused, Severity
from specbuild.checking.document.document import Document
from specbuild.checking.document.edit import apply, overlap
from specbuild.checking.fixing.find import fix_of
from specbuild.checking.fixing.fixers import renamed_key, syntax
from specbuild.checking.judge import judge

ROUNDS = 50  # each round mends at least one slip; a text with more of them is mended by the next call


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of a text.

    Attributes:
        text: The text, mended.
        fixes: What was done, in order.
        elsewhere: Fixes in files that it extends: not made.
        findings: What is still wrong.
    """

    text: str
    fixes: tuple[Fix, ...]
    elsewhere: tuple[Fix, ...]
    findings: tuple[Finding, ...]


def mend(text: str, file: str) -> Mended:
    """Mend a text until nothing is left whose mending is certain.

    A fix is kept only if its finding is gone afterwards; so a text that has been mended stays as it is.

    Args:
        text: A spec, which need not be valid TOML.
        file: Its name, from which paths in it start.
    """
    done: list[Fix] = []
    findings, fixes = _look(text, file)
    for _ in range(ROUNDS):
        here = [(finding, fix) for finding, fix in fixes if all(edit.file == file for edit in fix.edits)]
        mended = _apply_one_or_more(text, file, here, findings)
        if mended is None:
            break
        text, made = mended
        done += made
        findings, fixes = _look(text, file)
    elsewhere = [fix for _, fix in fixes if any(edit.file != file for edit in fix.edits)]
    return Mended(text, tuple(done), tuple(elsewhere), findings)


def _look(text: str, file: str) -> tuple[tuple[Finding, ...], list[tuple[Finding | None, Fix]]]:
    """What is wrong with a text, and the fixes for it."""
    try:
        document = Document.of(text, file)
    except Refused as refused:
        found = [(finding, fix) for finding in refused.findings if (fix := syntax.fix(text, finding))]
        return refused.findings, list(found)
    older = renamed_key.fix(document)
    if older:
        return (), [(None, older)]
    judged = judge(document)
    if judged.resolved is None:
        return judged.findings, []
    return judged.findings, [(finding, fix) for finding in judged.findings if (fix := fix_of(finding, judged.resolved))]


def _apply_one_or_more(
    text: str, file: str, fixes: Sequence[tuple[Finding | None, Fix]], before: Sequence[Finding]
) -> tuple[str, list[Fix]] | None:
    """All fixes at once where each of them helps, else the first that helps alone; None where none does."""
    chosen: list[tuple[Finding | None, Fix]] = []
    taken: list[Edit] = []
    for finding, fix in fixes:
        if not overlap(fix.edits, taken):
            chosen.append((finding, fix))
            taken += fix.edits
    for attempt in ([chosen] if len(chosen) > 1 else []) + [[one] for one in fixes]:
        changed = apply(text, [edit for _, fix in attempt for edit in fix.edits])
        if changed != text and _helps(changed, file, [finding for finding, _ in attempt], before):
            return changed, [fix for _, fix in attempt]
    return None


def _helps(changed: str, file: str, mended: Sequence[Finding | None], before: Sequence[Finding]) -> bool:
    """Whether the findings are gone, and nothing that could be read before cannot be read now."""
    after, _ = _look(changed, file)
    if any(finding.code.startswith("D") for finding in after):
        return _reads_further(before, after)
    still = {(finding.code, finding.path, finding.message) for finding in after if finding.severity is Severity.ERROR or finding.path}
    return not any(finding and (finding.code, finding.path, finding.message) in still for finding in mended)


def _reads_further(before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether the parser gives up later in the text than it did."""
    places = [[finding.place.line for finding in findings if finding.place and finding.code == "D003"] for findings in (before, after)]
    return bool(places[0] and places[1]) and places[1][0] > places[0][0]
