"""What a probe comes to: tolerances to paste, and what the data contradict of what the spec declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.checking.meaning.aspects import ASPECTS, plain
from specbuild.checking.meaning.change import inf
from specbuild.checking.meaning.check import SLACK
from specbuild.running.experiment.probe.look import Looked, OfClass

UNLIKE = 0.2  # share of samples that are unlike anything: a tolerance ends there
FEW = 20  # samples of a class: below, nothing is decided
_WHOLE = {"orientation": 180.0, "hue": 0.5}  # amounts beyond which there is nothing


def pairs(looked: Sequence[Looked]) -> list[str]:
    """Which class becomes which, from which strength on: "6 -> 9 from turned 150: 43 % (35 to 51 %)"."""
    first: dict[tuple[str, str, str], tuple[Looked, OfClass]] = {}
    for one in looked:
        for of in one.colliding:
            first.setdefault((one.trial.label, of.name, of.partner), (one, of))
    return [f"{name} -> {partner}, {one.trial.said}: {of.rate.said}" for (_, name, partner), (one, of) in first.items()]


def verdicts(looked: Sequence[Looked]) -> list[str]:
    """Whether each change that happens or does not (mirrors, half turns, reversals) makes one class of another, and how sure that is."""
    return [f"{one.trial.said}: {_verdict(one)}" for one in looked if one.trial.strength is None and one.trial.number is None]


def _verdict(one: Looked) -> str:
    if one.colliding:
        return "a collision, " + ", ".join(f"{of.name} -> {of.partner} {of.rate.said}" for of in one.colliding)
    most = max(one.classes, key=lambda of: of.rate.interval[1])
    counted = f"{one.rate('collided').said} of {one.rate('collided').total} samples land among another class"
    mistaken = one.rate("mistaken")
    beside = f", and {mistaken.said} without any change" if mistaken.hits else ""
    if one.doubtful:
        worst = max(one.doubtful, key=lambda of: of.rate.share)
        return f"undecided: {counted}{beside}; of {worst.name} {worst.rate.said}, and {worst.mistaken.said} without any change"
    if most.samples < FEW:
        return f"undecided: {counted}{beside}, but of {most.name} only {most.samples} are known surely"
    return f"no collision: {counted}{beside}; of {most.name} {most.rate.said}"


def tolerances(looked: Sequence[Looked]) -> dict[str, tuple[str, str]]:
    """For every aspect that was tried alone, what to declare, and why in a few words.

    Trials that change several aspects (a zoom loses framing) count for the one that they were made for: the first of `Trial.amounts`.
    """
    found: dict[str, tuple[str, str]] = {}
    by_aspect: dict[str, list[Looked]] = {}
    for one in looked:
        if one.trial.number is None:
            by_aspect.setdefault(next(iter(one.trial.amounts)), []).append(one)
    for aspect, tried in by_aspect.items():
        unsafe = [one for one in tried if one.colliding or one.doubtful]  # what cannot be told is not called safe
        least = min((one.trial.amounts[aspect] for one in unsafe), default=inf)
        safe = [one for one in tried if one.trial.amounts[aspect] < least]
        found[aspect] = _tolerance(aspect, safe, unsafe)
    return found


def _tolerance(aspect: str, safe: Sequence[Looked], unsafe: Sequence[Looked]) -> tuple[str, str]:
    if not safe:
        worst = min(unsafe, key=lambda one: one.trial.amounts[aspect])
        return '"matters"', _because(worst)
    # What is unlike anything is no danger, and no use either: a tolerance ends where most samples are like others still.
    like = [one for one in safe if one.share("novel") <= UNLIKE] or [min(safe, key=lambda one: one.trial.amounts[aspect])]
    most = max(like, key=lambda one: one.trial.amounts[aspect])
    amount = most.trial.amounts[aspect]
    beyond = [one for one in safe if one.trial.amounts[aspect] > amount] or ([most] if most.share("novel") > UNLIKE else [])
    beside = f"; {beyond[0].trial.said}, {100 * beyond[0].share('novel'):.0f} % are unlike anything" if beyond else ""
    if beyond and ASPECTS[aspect].measured:
        return plain(amount), f"nothing collides{beside}"
    if unsafe:
        return plain(amount), _because(min(unsafe, key=lambda one: one.trial.amounts[aspect])) + beside
    if not ASPECTS[aspect].measured or amount >= _WHOLE.get(aspect, inf) - SLACK:
        return '"free"', "nothing collides" + beside
    return plain(amount), "nothing collides as far as was tried" + beside


def _because(one: Looked) -> str:
    worst = max(one.colliding or one.doubtful, key=lambda of: of.rate.share)
    undecided = "" if one.colliding else f"; undecided, as {worst.mistaken.said} of it are mistaken without any change"
    return f"{one.trial.said}: {worst.name} -> {worst.partner} {worst.rate.said}{undecided}"


def contradictions(looked: Sequence[Looked], says: Mapping[str, Any]) -> list[str]:
    """Changes that the spec declares harmless, under which classes collide all the same.

    Args:
        looked: What became of the samples.
        says: What `[meaning]` declares, presets included.
    """
    found: dict[str, str] = {}
    for one in looked:
        if one.colliding and all(_borne(aspect, amount, says) for aspect, amount in one.trial.amounts.items()):
            names = ", ".join(f"{of.name} -> {of.partner} {of.rate.said}" for of in sorted(one.colliding, key=lambda of: -of.collided)[:3])
            written = ", ".join(f"{aspect} = {_written(says[aspect])}" for aspect in one.trial.amounts)
            found.setdefault(one.trial.label, f"`{written}` allows what makes one class of another: {one.trial.said}, {names}")
    return list(found.values())


def _borne(aspect: str, amount: float, says: Mapping[str, Any]) -> bool:
    bearing = says.get(aspect, "matters")
    return bearing == "free" or (bearing != "matters" and amount <= float(bearing) + SLACK)


def _written(bearing: Any) -> str:
    return f'"{bearing}"' if isinstance(bearing, str) else plain(float(bearing))
