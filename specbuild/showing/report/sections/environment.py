"""Where it ran: what has to be the same for the numbers to be the same."""

from __future__ import annotations

from specbuild.showing.report.html import Html, element, folded, joined, section, table
from specbuild.showing.report.told import Told

_SHOWN = ("specbuild", "backend", "python", "platform", "cpus")
_PACKAGES = ("keras", "tensorflow", "tensorflow-cpu", "jax", "torch", "numpy")


def html(told: Told) -> Html:
    """Versions and machine, the git revision, the hashes of what repeats, and every package."""
    environment, packages = told.environment, told.environment.get("packages", {})
    facts = [(name, str(environment[name])) for name in _SHOWN if name in environment]
    facts += [(name, packages[name]) for name in _PACKAGES if name in packages]
    if git := environment.get("git"):
        facts.append(("git revision", git["revision"] + (" (and changes)" if git["changed"] else "")))
    shown = element("dl", joined(joined((element("dt", name), element("dd", value))) for name, value in facts), class_="facts")
    hashes = table("SHA-256 of what a repeated run gives again", ["file", "SHA-256"], told.result.hashes.items(), numbers_from=2)
    every = table("Installed packages", ["package", "version"], packages.items(), numbers_from=2)
    return section("environment", "Where it ran", shown, folded("Hashes", hashes), folded("Every package", every))
