"""The report of a run: its sections in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from specbuild.running.workdir import atomic
from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.report import told as facts
from specbuild.showing.report.document import document
from specbuild.showing.report.html import Html
from specbuild.showing.report.sections import asked, augmentation, data, environment, fails, good, happened, looks, network, outcome, saw
from specbuild.showing.report.told import Told

_SECTIONS: tuple[Callable[[Told], Html], ...] = (
    outcome.html,
    happened.html,
    good.html,
    fails.html,
    looks.html,
    data.html,
    saw.html,
    augmentation.html,
    network.html,
    asked.html,
    environment.html,
)
_LINKS = {
    "happened": "What happened",
    "good": "How good",
    "fails": "Where it fails",
    "looks": "What it looks at",
    "data": "Data",
    "saw": "What it saw",
    "augmentation": "Augmentation",
    "network": "Network",
    "asked": "Spec",
    "environment": "Environment",
}


def write(run: RunFolder, lost: Mapping[str, str] | None = None) -> None:
    """Write `report.html` from what the run's folder holds.

    Args:
        run: The run.
        lost: Why galleries and maps could not be made anew, by their names.

    Raises:
        Refused: the run is not finished, or a file of it is broken.
    """
    atomic.write_text(run.report, page(facts.read(run, lost or {})))


def page(told: Told) -> Html:
    """The whole page."""
    made = [section(told) for section in _SECTIONS]
    links = {identity: title for identity, title in _LINKS.items() if any(f'<section id="{identity}"' in one for one in made)}
    return document(told.title, "specbuild report", *made, links=links)
