"""The report of a run: its sections in order."""

from __future__ import annotations

from collections.abc import Callable

from specbuild.running.workdir import atomic
from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.report import told as facts
from specbuild.showing.report.document import document
from specbuild.showing.report.html import Html
from specbuild.showing.report.sections import asked, augmentation, data, environment, good, happened, network, outcome
from specbuild.showing.report.told import Told

_SECTIONS: tuple[Callable[[Told], Html], ...] = (
    outcome.html,
    happened.html,
    good.html,
    data.html,
    augmentation.html,
    network.html,
    asked.html,
    environment.html,
)
_LINKS = {
    "happened": "What happened",
    "good": "How good",
    "data": "Data",
    "augmentation": "Augmentation",
    "network": "Network",
    "asked": "Spec",
    "environment": "Environment",
}


def write(run: RunFolder) -> None:
    """Write `report.html` from what the run's folder holds.

    Raises:
        Refused: the run is not finished, or a file of it is broken.
    """
    atomic.write_text(run.report, page(facts.read(run)))


def page(told: Told) -> Html:
    """The whole page."""
    links = {identity: title for identity, title in _LINKS.items() if identity != "augmentation" or told.augmentation}
    return document(told.title, "specbuild report", *(section(told) for section in _SECTIONS), links=links)
