"""A spec file, judged whole: read, resolved, its grammar checked, planned, and held against the rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Finding, Refused, Severity
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import read_override
from specbuild.checking.document.resolve import resolve
from specbuild.checking.document.resolved import Resolved
from specbuild.checking.facts.facts import Facts, share_of_validation
from specbuild.checking.grammar.read import read_spec
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.derive import derive
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.input import kind_of
from specbuild.checking.plan.make import make
from specbuild.checking.plan.plan import Plan

if TYPE_CHECKING:
    from specbuild.checking.facts.data import DataFacts


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


@dataclass(frozen=True, slots=True)
class Whole(Judged):
    """What is known of a spec whose grammar is right: all of it, errors or not."""

    resolved: Resolved
    spec: Spec
    plan: Plan


def judge_file(path: Path, overrides: Sequence[str] = ()) -> Judged:
    """Judge a spec file, without opening its data.

    Args:
        path: The file.
        overrides: `KEY=VALUE` texts from the command line, applied in order.
    """
    try:
        return judge(Document.read(path), overrides)
    except Refused as refused:
        return Judged(None, None, None, refused.findings)


def judge(document: Document, overrides: Sequence[str] = ()) -> Judged:
    """Judge a document; see `judge_file`."""
    try:
        resolved = resolve(document, [read_override(text) for text in overrides])
    except Refused as refused:
        return Judged(None, None, None, refused.findings)
    spec, findings = read_spec(resolved.values)
    if spec is None:
        return Judged(resolved, None, None, _placed(resolved, findings))
    return _planned(resolved, spec, {}, None, None)


def without_errors(judged: Judged, but_for: Callable[[Finding], bool] = lambda finding: False) -> Whole:
    """The same.

    Args:
        judged: What is known of a spec.
        but_for: Says of which errors it may have all the same.

    Raises:
        Refused: it has another error; with all that was found.
    """
    if not isinstance(judged, Whole) or not all(map(but_for, judged.errors)):
        raise Refused(*judged.findings)
    return judged


def bind(judged: Whole, known: Mapping[str, int], shape: tuple[int, ...] | None, data: DataFacts | None = None) -> Whole:
    """Judge a spec again, now that its data is known.

    Args:
        judged: What is known of the spec, without errors.
        known: Sizes that the data told, such as `{"classes": 10}`.
        shape: Shape of one sample; None takes what the loader's arguments tell.
        data: What else the data told, for the rules that need it.
    """
    return _planned(judged.resolved, judged.spec, known, shape, data)


def _planned(resolved: Resolved, spec: Spec, known: Mapping[str, int], shape: tuple[int, ...] | None, data: DataFacts | None) -> Whole:
    plan, wrong = make(spec, known, shape)
    objective, contradictions = _objective(spec, plan, data)
    facts = Facts(spec, plan, resolved, objective, data, known)
    found = rulebook.find(facts)
    certain = [finding for finding in (*wrong, *contradictions) if not rulebook.said_better(finding, found)]
    judged = frozenset() if certain else rulebook.judged(facts)  # what stands behind a wrong shape was not judged
    meant = [finding for finding in _of_meaning(spec, plan, data) if not rulebook.said_better(finding, found)]
    findings = _placed(resolved, _moved(spec, [*certain, *found, *meant]))
    return Whole(resolved, spec, plan, _placed(resolved, _unsilenced(resolved, findings, judged)))


def _of_meaning(spec: Spec, plan: Plan, data: DataFacts | None) -> Sequence[Finding]:
    if not spec.augmentation and not spec.meaning:
        return ()
    from specbuild.checking.meaning import check, classes  # a dozen small files that a spec without augmentation need not pay for

    shape, named = tuple(size if isinstance(size, int) else None for size in plan.input or ()), data.class_counts if data else ()
    wrong = classes.find(spec.augmentation, spec.task.type, named)
    return [*wrong, *check.find(spec.augmentation, spec.meaning, kind_of(spec.loader), shape, named)]


def _moved(spec: Spec, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Findings about an argument that a `Repeat` gives to a layer inside point to where it is written; each is told once for all turns."""
    if not any(entry.strands for entry in spec.layers):
        return findings
    from specbuild.checking.grammar.repeated import written_elsewhere

    elsewhere = written_elsewhere(spec.layers)
    moved = [replace(finding, path=elsewhere.get(finding.path, finding.path)) for finding in findings]
    told: dict[object, Finding] = {}
    for finding, before in zip(moved, findings, strict=True):
        inside = before.path[:1] == ("layers",) and len(before.path) > len(("layers", 0, "key"))
        told.setdefault((finding.code, finding.path) if inside else id(before), finding)
    return list(told.values())


def _unsilenced(resolved: Resolved, findings: Sequence[Finding], judged: Collection[str]) -> Sequence[Finding]:
    if not any("specbuild:" in document.text for document in resolved.documents):
        return findings
    from specbuild.checking import silences  # few specs have any, and the import costs as much as judging one

    return silences.apply(findings, resolved.documents, judged, rulebook.codes())


def _objective(spec: Spec, plan: Plan, data: DataFacts | None) -> tuple[Objective | None, tuple[Finding, ...]]:
    try:
        return derive(spec, plan, validated=share_of_validation(spec.split, data) != 0), ()
    except Refused as refused:
        return None, refused.findings


def _placed(resolved: Resolved, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings with their places, in the order of the text."""
    placed = [resolved.placed(finding) for finding in findings]
    return tuple(sorted(placed, key=lambda finding: finding.place[:3] if finding.place else ("", 0, 0)))
