"""A spec file, judged whole: read, resolved, its grammar checked, planned, and held against the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused, Severity
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import read_override
from specbuild.checking.document.resolve import Resolved, resolve
from specbuild.checking.grammar.read import read_spec
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.make import make
from specbuild.checking.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a spec.

    Attributes:
        resolved: Its values and where they come from; None where a file could not be read.
        spec: The spec; None where its grammar is wrong.
        plan: What its layers do; None without a spec.
        findings: All that is wrong, placed, in the order of the text.
    """

    resolved: Resolved | None
    spec: Spec | None
    plan: Plan | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a run."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def judge_file(path: Path, overrides: Sequence[str] = (), known: Mapping[str, int] | None = None) -> Judged:
    """Judge a spec file.

    Args:
        path: The file.
        overrides: `KEY=VALUE` texts from the command line, applied in order.
        known: Sizes that only the data know, such as `{"classes": 10}`, once they are known.
    """
    try:
        return judge(Document.read(path), overrides, known)
    except Refused as refused:
        return Judged(None, None, None, refused.findings)


def judge(document: Document, overrides: Sequence[str] = (), known: Mapping[str, int] | None = None) -> Judged:
    """Judge a document; see `judge_file`."""
    try:
        resolved = resolve(document, [read_override(text) for text in overrides])
    except Refused as refused:
        return Judged(None, None, None, refused.findings)
    spec, findings = read_spec(resolved.values)
    plan = None
    if spec is not None:
        plan, wrong = make(spec, known or {})
        findings = [*findings, *wrong]
    placed = sorted((resolved.placed(finding) for finding in findings), key=lambda f: (f.place.file, f.place.line, f.place.column))  # type: ignore[union-attr]
    return Judged(resolved, spec, plan, tuple(placed))
