"""What a file of `rules/` holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from specbuild.checking.diagnostic import Fix, Severity
from specbuild.checking.document.site import Site
from specbuild.checking.facts.facts import Facts, Found


class Rule(Protocol):
    """What a file of `rules/` holds beside its first line, which names the mistake.

    `WORDS`, `NEEDS_DATA`, `REPLACES`, `fix` and `offer` are there only where they say something.

    Attributes:
        CODE: Its code, which begins as all in its folder: `R1xx` in `head`, `R2xx` in `data`, `R3xx` in `layers`, `R4xx` in `training`,
            `R5xx` in `augmentation`, `R6xx` in `cost`.
        SEVERITY: `ERROR` only where the run would fail or the result be wrong.
        REASON: Why it ruins experiments.
        BAD: A spec in which the rule finds something, as what is laid over the base of the examples.
        GOOD: The same without the mistake: `BAD.replace(...)` where one line makes the difference.
        WORDS: Parts of words, of which a spec with this mistake holds at least one, so that the file is not even imported for others;
            left out, the rule looks at every spec.
        NEEDS_DATA: Whether it can only be judged once the data are known; left out, it can be judged at once.
        REPLACES: Codes of findings about shapes or contradictions that are not shown beside this rule's, which say more.
    """

    CODE: str
    SEVERITY: Severity
    REASON: str
    BAD: str
    GOOD: str
    WORDS: tuple[str, ...]
    NEEDS_DATA: bool
    REPLACES: tuple[str, ...]

    def find(self, facts: Facts) -> Iterator[Found]:
        """What the rule finds in a spec; nothing where what it needs is not known."""

    def fix(self, site: Site) -> Fix | None:
        """How to mend it, where that is certain to be what was meant: `specbuild fix` does it."""

    def offer(self, site: Site) -> Fix | None:
        """How to mend it, where somebody has to decide: editors offer it."""
