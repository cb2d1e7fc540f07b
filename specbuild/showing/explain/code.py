"""What a finding's code means."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import nearest

# Where codes are explained: modules with a mapping `EXPLANATIONS`.
_SOURCES = (
    "specbuild.checking.document.codes",
    "specbuild.checking.grammar.codes",
    "specbuild.checking.plan.codes",
    "specbuild.running.codes",
    "specbuild.running.metrics.codes",
    "specbuild.running.workdir.codes",
)


def explanations() -> Mapping[str, str]:
    """Every code with its explanation, in order."""
    found: dict[str, str] = {}
    for source in _SOURCES:
        found |= import_module(source).EXPLANATIONS
    return dict(sorted(found.items()))


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
