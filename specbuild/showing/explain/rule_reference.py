"""The reference page of every rule, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Severity
from specbuild.checking.rule import Rule

FAMILIES = {"1": "Head and loss", "2": "Data and split", "3": "Layers", "4": "Training", "5": "Augmentation", "6": "Cost and memory"}


def pages() -> Mapping[str, str]:
    """Markdown of each rule by its code, in order."""
    return {rule.CODE: page(rule) for rule in rulebook.rules()}


def page(rule: Rule) -> str:
    """The page of one rule."""
    return (
        "\n\n".join(
            [
                f"# {rule.CODE}: {rulebook.title(rule)}",
                _about(rule),
                rule.REASON,
                f"Bad:\n\n{_toml(rule.BAD)}",
                f"Good:\n\n{_toml(rule.GOOD)}",
            ]
        )
        + "\n"
    )


def index() -> str:
    """A table of all rules, family by family."""
    lines = ["# Rules"]
    for digit, family in FAMILIES.items():
        rows = [
            f"| [{rule.CODE}]({rule.CODE}.md) | {rulebook.title(rule)} | {_marks(rule)} |"
            for rule in rulebook.rules()
            if rule.CODE[1] == digit
        ]
        lines += ["", f"## {family}", "", "| Code | Mistake | |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _about(rule: Rule) -> str:
    how = (
        "An error: it cannot be silenced."
        if rule.SEVERITY is Severity.ERROR
        else f"A warning: `# specbuild: allow {rule.CODE} because ...` silences it."
    )
    when = " Judged once the data are known." if getattr(rule, "NEEDS_DATA", False) else ""
    mended = " `specbuild fix` mends it." if hasattr(rule, "fix") else " Editors offer a fix." if hasattr(rule, "offer") else ""
    return how + when + mended


def _marks(rule: Rule) -> str:
    return ", ".join(
        [str(rule.SEVERITY), *(["data"] if getattr(rule, "NEEDS_DATA", False) else []), *(["fix"] if hasattr(rule, "fix") else [])]
    )


def _toml(example: str) -> str:
    return f"```toml\n{example.strip()}\n```"
