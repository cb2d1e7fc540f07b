"""Hold what the entries of `[[augmentation]]` change against `[meaning]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from specbuild.checking.diagnostic import Finding, Severity
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning import codes, weaker
from specbuild.checking.meaning.aspects import ASPECTS, plain
from specbuild.checking.meaning.change import Change, inf
from specbuild.checking.meaning.known import changes
from specbuild.checking.meaning.presets import declared, presets

Shape = tuple[int | None, ...]
SLACK = 1e-6  # 1 - 0.8 * 0.8 is not 0.36 in a computer


class Violation(NamedTuple):
    """An aspect that an entry changes by more than is declared: `bearing` is what `[meaning]` says of it, None where it says nothing."""

    change: Change
    bearing: str | float | None


def find(entries: Sequence[Entry], meaning: Mapping[str, Any], kind: str | None, shape: Shape, classes: Collection[str]) -> list[Finding]:
    """All that is wrong between augmentation and meaning.

    Args:
        entries: The entries of `[[augmentation]]`.
        meaning: The table `[meaning]`.
        kind: What a sample is, as `plan.input.kind_of` says; None where nobody knows yet.
        shape: Its shape; None for a size that only the data know, empty where nothing is known.
        classes: Names of the classes; empty until the data are known, and where there are none.
    """
    says = declared(meaning)
    found = list(_of_another_kind(meaning, kind))
    for entry in entries:
        found += _reasons(entry)
        found += _useless(entry, changes(entry, shape), says)
        wrong = violations(entry, says, shape, classes)
        found += [_finding(entry, one, meaning, shape) for one in wrong]
        if not wrong:
            found += _forgotten(entry, says, shape, classes)
    return found


def about_entries(finding: Finding) -> bool:
    """Whether a finding says that an entry changes more than is declared; what only looks at augmentation goes on all the same."""
    return finding.code in (codes.BEYOND, codes.UNDECLARED, codes.NOT_RELABELLED)


def violations(entry: Entry, says: Mapping[str, Any], shape: Shape, classes: Collection[str] = ()) -> list[Violation]:
    """Every aspect that an entry changes by more than is declared, and that none of the three ways out answers for."""
    if _is_relabelled(entry) or _is_restricted(entry, classes):
        return []  # taken at its word: what is declared is said of all classes
    return _beyond(entry, says, shape)


def _is_relabelled(entry: Entry) -> bool:
    """Whether some class becomes another; where each stays itself, the change is said to be free, and that belongs under `[meaning]`."""
    return any(before != after for before, after in entry.options.get("relabel", {}).items())


def _is_restricted(entry: Entry, classes: Collection[str]) -> bool:
    """Whether the entry leaves a class out, as far as the classes are known."""
    only, but = entry.options.get("only_classes"), entry.options.get("except_classes")
    if not classes:
        return only is not None or but is not None
    return (only is not None and not set(classes) <= set(only)) or bool(set(classes) & set(but or ()))


def _beyond(entry: Entry, says: Mapping[str, Any], shape: Shape) -> list[Violation]:
    allowed = entry.options.get("allow") or ()
    found = changes(entry, shape)
    return [Violation(change, says.get(aspect)) for aspect, change in found.items() if aspect not in allowed and not _borne(change, says)]


def _borne(change: Change, says: Mapping[str, Any]) -> bool:
    """Whether a change is tolerated; one whose amount nobody knows yet is judged later."""
    bearing = says.get(change.aspect, 0.0)
    if bearing == "free":
        return True
    tolerated = 0.0 if bearing == "matters" else float(bearing)
    return change.amount is None or change.amount <= tolerated + SLACK


def _finding(entry: Entry, violation: Violation, meaning: Mapping[str, Any], shape: Shape) -> Finding:
    change, bearing = violation
    path = (*entry.path, change.by if change.by in entry.given else "type")
    amount = change.amount or 0.0
    does = f"`{entry.type}` {ASPECTS[change.aspect].said(amount)}"
    if bearing is None:
        where = f"`[meaning]` of the preset `{meaning['preset']}`" if "preset" in meaning else "`[meaning]`"
        help_ = f"if samples may bear that, add `{line(change)}` under `[meaning]`; if not, weaken or remove this entry"
        return Finding(codes.UNDECLARED, path, f"{does}, and {where} says nothing of `{change.aspect}`", help_)
    written = f'`{change.aspect} = "{bearing}"`' if isinstance(bearing, str) else f"only `{change.aspect} = {plain(float(bearing))}`"
    said = f"{does}, and `[meaning]` {'says' if isinstance(bearing, str) else 'tolerates'} {written}"
    return Finding(codes.BEYOND, path, said, _three_ways(entry, violation, shape))


def line(change: Change) -> str:
    """What would have to stand under `[meaning]` for this change."""
    if change.amount is None or change.amount == inf or not ASPECTS[change.aspect].measured:
        return f'{change.aspect} = "free"'
    return f"{change.aspect} = {plain(change.amount)}"


def _three_ways(entry: Entry, violation: Violation, shape: Shape) -> str:
    change, bearing = violation
    measured = change.by != "type" and ASPECTS[change.aspect].measured
    weaken = weaker.of(entry, change, bearing, shape) if measured else "remove the entry"
    restrict = "restrict it with `only_classes` or `except_classes`"
    if not ASPECTS[change.aspect].measured:
        restrict += ", or say with `relabel` what the changed samples are"
    return f'{weaken}, {restrict}, or write `allow = ["{change.aspect}"]` and `because = "..."` on the entry'


def _forgotten(entry: Entry, says: Mapping[str, Any], shape: Shape, classes: Collection[str]) -> Iterator[Finding]:
    """Classes that a relabelling entry changes and does not name."""
    relabel = entry.options.get("relabel")
    if relabel is None or not _beyond(entry, says, shape):
        return
    only, but = entry.options.get("only_classes"), entry.options.get("except_classes") or ()
    known = dict.fromkeys([*classes, *relabel.values()])  # what something becomes is a class, even while the data are not known
    touched = [name for name in known if (only is None or name in only) and name not in but and name not in relabel]
    if touched:
        names = ", ".join(f"`{name}`" for name in touched[:5]) + (f" and {len(touched) - 5} more" if len(touched) > 5 else "")
        help_ = (
            f'name them too, as in `"{touched[0]}" = "{touched[0]}"` for one that stays itself, or restrict the entry with `only_classes`'
        )
        message = f"`{entry.type}` changes {names} too, and `relabel` does not say what that gives"
        yield Finding(codes.NOT_RELABELLED, (*entry.path, "relabel"), message, help_, about="key")


def _of_another_kind(meaning: Mapping[str, Any], kind: str | None) -> Iterator[Finding]:
    if kind is None:
        return
    preset = meaning.get("preset")
    if preset is not None and presets()[preset]["kind"] != kind:
        message = f"the preset `{preset}` is for samples of the kind {presets()[preset]['kind']}, and these are of the kind {kind}"
        fitting = [name for name, table in presets().items() if table["kind"] == kind]
        help_ = f"there is {', '.join(f'`{name}`' for name in fitting)}" if fitting else "declare the aspects one by one"
        yield Finding(codes.NOT_OF_THIS_KIND, ("meaning", "preset"), message, help_)
    for aspect in meaning:
        if aspect != "preset" and kind not in ASPECTS[aspect].kinds:
            fitting = [name for name, known in ASPECTS.items() if kind in known.kinds]
            message = f"samples of the kind {kind} have no `{aspect}`"
            help_ = f"remove it; they have {', '.join(f'`{name}`' for name in fitting)}"
            yield Finding(codes.NOT_OF_THIS_KIND, ("meaning", aspect), message, help_, about="key")


def _reasons(entry: Entry) -> Iterator[Finding]:
    there = {"allow", "because"} & entry.options.keys()
    if len(there) == 1:
        missing = "because" if "allow" in there else "allow"
        help_ = 'add `because = "..."`: why the change is harmless here' if missing == "because" else 'add `allow = ["..."]`, or remove it'
        yield Finding(codes.NO_REASON, (*entry.path, *there), f"`{there.pop()}` stands without `{missing}`", help_, about="key")


def _useless(entry: Entry, found: Mapping[str, Change], says: Mapping[str, Any]) -> Iterator[Finding]:
    for number, aspect in enumerate(entry.options.get("allow") or ()):
        change = found.get(aspect)
        if change is not None and not _borne(change._replace(amount=inf if change.amount is None else change.amount), says):
            continue
        why = f"`[meaning]` tolerates what `{entry.type}` does to it" if change else f"`{entry.type}` does not change it"
        message = f"`{aspect}` need not be allowed: {why}"
        path = (*entry.path, "allow", number)
        yield Finding(codes.ALLOWS_NOTHING, path, message, f"take `{aspect}` out of `allow`", severity=Severity.WARNING)
