"""One page for each letter of the codes: every finding there is, what it means, and for a rule why, a bad and a good spec."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from specbuild.checking import rulebook
from specbuild.checking.rule import Rule
from specbuild.showing.explain.code import explanations
from specbuild.workshop.generate.reference import markdown


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/reference/` and text of each page."""
    known = explanations()
    for letter, codes in groupby(known, key=lambda code: code[0]):
        sections = [_section(code, known[code]) for code in codes]
        head = "`specbuild explain CODE` says the same in the terminal."
        yield f"findings/{letter}.md", markdown.page(f"Findings {letter}", head, *sections)


def _section(code: str, explanation: str) -> str:
    rule = rulebook.by_code(code)
    return _rule(rule) if rule else f"## {code}\n\n{markdown.plain(explanation)}"


def _rule(rule: Rule) -> str:
    when = ["It is judged by `run`, once the data are known."] if getattr(rule, "NEEDS_DATA", False) else []
    parts = [f"## {rule.CODE}: {rulebook.title(rule)}", f"*{rule.SEVERITY}*", markdown.plain(rule.REASON), *when]
    return "\n\n".join([*parts, "Bad:", markdown.fenced(rule.BAD, "toml"), "Good:", markdown.fenced(rule.GOOD, "toml")])
