"""The rules: the files in the folders of `rules/`, found by listing them, and held against a spec."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from specbuild.checking.diagnostic import Finding, Fix

if TYPE_CHECKING:
    from specbuild.checking.document.site import Site
    from specbuild.checking.facts.facts import Facts
    from specbuild.checking.rule import Rule

RULES = Path(__file__).with_name("rules")


class Declared(NamedTuple):
    """What a rule's file says of itself, read without importing it: a hundred imports cost more than judging a spec."""

    name: str  # subject.mistake: its folder and its file below `rules/`
    code: str
    words: tuple[str, ...]
    needs_data: bool

    def concerns(self, facts: Facts) -> bool:
        """Whether the rule has all it needs, and the spec holds a word of its."""
        return bool(facts.data or facts.known or not self.needs_data) and (
            not self.words or any(word in facts.vocabulary for word in self.words)
        )


@cache
def declared() -> tuple[Declared, ...]:
    """Every rule, in the order of the codes."""
    return tuple(sorted(map(_declared, _names()), key=lambda rule: rule.code))


def _names() -> Iterator[str]:
    # Plain strings, not paths: a hundred `Path` objects cost as much as reading the files.
    for subject in os.listdir(RULES):  # noqa: PTH208
        if not subject.startswith("_"):
            files = os.listdir(f"{RULES}/{subject}")  # noqa: PTH208
            yield from (f"{subject}.{file.removesuffix('.py')}" for file in files if file.endswith(".py") and not file.startswith("_"))


def _declared(name: str) -> Declared:
    with open(f"{RULES}/{name.replace('.', '/')}.py", "rb") as file:  # noqa: PTH123  (see above)
        text = file.read().decode()
    code, words = _after(text, '\nCODE = "', '"'), _after(text, "\nWORDS = (", ")")
    return Declared(name, code, tuple(words.replace('"', " ").replace(",", " ").split()), "\nNEEDS_DATA = True" in text)


def _after(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def codes() -> frozenset[str]:
    """The codes of all rules."""
    return frozenset(rule.code for rule in declared())


@cache
def rule(name: str) -> Rule:
    """The rule in a file of `rules/`, as `subject.mistake`."""
    return cast("Rule", import_module(f"specbuild.checking.rules.{name}"))


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    return tuple(rule(one.name) for one in declared())


def by_code(code: str) -> Rule | None:
    """The rule with a code; None where there is none."""
    return next((rule(one.name) for one in declared() if one.code == code), None)


def title(rule: Rule) -> str:
    """The mistake in a few words: the first line of the rule's file."""
    return (rule.__doc__ or rule.CODE).rstrip(".")


def find(facts: Facts) -> list[Finding]:
    """Hold all rules against a spec that can be judged on it."""
    concerned = [rule(one.name) for one in declared() if one.concerns(facts)]
    return [
        Finding(one.CODE, found.path, found.message, help=found.help, severity=one.SEVERITY, about=found.about)
        for one in concerned
        for found in one.find(facts)
    ]


def judged(facts: Facts) -> frozenset[str]:
    """The codes of the rules that had all they need."""
    return frozenset(one.code for one in declared() if facts.data or facts.known or not one.needs_data)


def said_better(finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether a rule says what this finding, of shapes or contradictions, says: of the same entry, or of where the plan stopped."""
    return any(
        finding.code in getattr(by_code(one.code), "REPLACES", ()) and (finding.code.startswith("P") or finding.path[:2] == one.path[:2])
        for one in found
    )


def fixer(code: str, *, certain: bool) -> Callable[[Site], Fix | None] | None:
    """How to mend what a rule finds; None where the rule cannot, or not for certain and that was asked for."""
    one = by_code(code)
    return getattr(one, "fix", None) or (None if certain else getattr(one, "offer", None))
