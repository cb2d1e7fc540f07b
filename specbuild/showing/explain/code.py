"""What a finding's code means."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import specbuild
from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Finding, Refused, Severity
from specbuild.checking.rule import Rule
from specbuild.checking.suggest import nearest

_ROOT = Path(specbuild.__file__).parent
_BESIDE = ("specbuild.checking.silences",)  # explains its codes beside what uses them


def sources() -> list[str]:
    """The modules with a mapping `EXPLANATIONS`: every `codes.py` there is."""
    files = sorted(path.relative_to(_ROOT.parent).with_suffix("") for path in _ROOT.rglob("codes.py"))
    return [".".join(file.parts) for file in files] + list(_BESIDE)


def explanations() -> Mapping[str, str]:
    """Every code with its explanation, in order; those of rules as their page."""
    return dict(sorted({**{rule.CODE: rule_page(rule) for rule in rulebook.rules()}, **beside_rules()}.items()))


@cache
def beside_rules() -> Mapping[str, str]:
    """Every code that is no rule's, with its explanation."""
    return {code: text for source in sources() for code, text in import_module(source).EXPLANATIONS.items()}


def explain_code(code: str) -> str:
    """The code and what it means.

    Raises:
        Refused: there is no such code.
    """
    known = explanations()
    if code.upper() not in known:
        near = nearest(code.upper(), known)
        raise Refused(
            Finding("D008", (), f"there is no code `{code}`", help=f"did you mean `{near}`?" if near else "codes look like `G003`")
        )
    return f"{code.upper()}\n\n{known[code.upper()]}"


def rule_page(rule: Rule) -> str:
    """All that is to be said of a rule: the mistake, the reason, a bad and a good spec, and how to silence it."""
    return "\n".join(
        [
            f"{rulebook.title(rule)} ({rule.SEVERITY}).",
            "",
            textwrap.fill(rule.REASON, 100),
            "",
            "Bad:",
            textwrap.indent(rule.BAD, "    "),
            "Good:",
            textwrap.indent(rule.GOOD, "    "),
            *([_needs_data()] if getattr(rule, "NEEDS_DATA", False) else []),
            _how_to_silence(rule),
        ]
    )


def _needs_data() -> str:
    return "It is judged by `run`, once the data are known; the first line says of which data the examples speak.\n"


def _how_to_silence(rule: Rule) -> str:
    if rule.SEVERITY is Severity.ERROR:
        return "An error cannot be silenced."
    return f"Where it does not hold, say why at the end of the line, or above the entry:\n\n    # specbuild: allow {rule.CODE} because ..."
