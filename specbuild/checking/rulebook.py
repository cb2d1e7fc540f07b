"""The rules: the files of `rules/`, found by listing the folder, and held against a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from specbuild.checking.diagnostic import Finding, Fix, Severity

if TYPE_CHECKING:
    from specbuild.checking.facts.facts import Facts, Found
    from specbuild.checking.fixing.site import Site

RULES = Path(__file__).with_name("rules")


class Rule(Protocol):
    """What a file of `rules/` holds; `NEEDS_DATA`, `REPLACES` and `fix` only where they say something.

    Attributes:
        CODE: Its code: `R1xx` head and loss, `R2xx` data, `R3xx` layers, `R4xx` training, `R5xx` augmentation, `R6xx` cost.
        SEVERITY: `ERROR` only where the run would fail or the result be wrong.
        TITLE: The mistake, in a few words.
        REASON: Why it ruins experiments.
        BAD: A spec in which the rule finds something, as what is laid over the base of the examples.
        GOOD: The same without the mistake.
        NEEDS_DATA: Whether it can only be judged once the data are known; left out, it can be judged at once.
        REPLACES: Codes of findings about shapes or contradictions that are not shown beside this rule's, which say more.
    """

    CODE: str
    SEVERITY: Severity
    TITLE: str
    REASON: str
    BAD: str
    GOOD: str
    NEEDS_DATA: bool
    REPLACES: tuple[str, ...]

    def find(self, facts: Facts) -> Iterator[Found]:
        """What the rule finds in a spec; nothing where what it needs is not known."""

    def fix(self, site: Site) -> Fix | None:
        """How to mend it."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    names = sorted(path.stem for path in RULES.glob("[a-z]*.py"))
    modules = [cast(Rule, import_module(f"specbuild.checking.rules.{name}")) for name in names]
    return tuple(sorted(modules, key=lambda rule: rule.CODE))


@cache
def by_code() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {rule.CODE: rule for rule in rules()}


def find(facts: Facts) -> list[Finding]:
    """Hold all rules against a spec that can be judged on it."""
    return [
        Finding(rule.CODE, found.path, found.message, help=found.help, severity=rule.SEVERITY, about=found.about)
        for rule in _judgeable(facts)
        for found in rule.find(facts)
    ]


def judged(facts: Facts) -> frozenset[str]:
    """The codes of the rules that had all they need."""
    return frozenset(rule.CODE for rule in _judgeable(facts))


def _judgeable(facts: Facts) -> Iterator[Rule]:
    return (rule for rule in rules() if facts.data or not getattr(rule, "NEEDS_DATA", False))


def replaced(findings: list[Finding]) -> frozenset[str]:
    """The codes of shapes and contradictions that these findings say better."""
    return frozenset(code for finding in findings for code in getattr(by_code()[finding.code], "REPLACES", ()))


def fixer(code: str) -> Callable[[Site], Fix | None] | None:
    """How to mend what a rule finds; None where the rule has no fix."""
    return getattr(by_code().get(code), "fix", None)
