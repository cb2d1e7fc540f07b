"""Write the page: its head with colours and layout, its sections in order."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from specbuild import __version__
from specbuild.running.workdir import atomic
from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.report import told as facts
from specbuild.showing.report.html import Html, element, joined
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
# No scripts, nothing from anywhere else: what a run's names and files hold cannot do more than be shown.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(run: RunFolder) -> None:
    """Write `report.html` from what the run's folder holds.

    Raises:
        Refused: the run is not finished, or a file of it is broken.
    """
    atomic.write_text(run.report, page(facts.read(run)))


def _links(told: Told) -> list[tuple[str, str]]:
    return [(identity, title) for identity, title in _LINKS.items() if identity != "augmentation" or told.augmentation]


def page(told: Told) -> Html:
    """The whole page."""
    style = Html(resources.files("specbuild.showing.report").joinpath("page.css").read_text(encoding="utf-8"))
    head = element(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="color-scheme" content="light dark">'),
        element("title", f"{told.title} · specbuild"),
        element("style", style),
    )
    links = element("nav", *(element("a", title, href=f"#{identity}") for identity, title in _links(told)), aria_label="sections")
    top = element("header", element("p", "specbuild report", class_="kicker"), element("h1", told.title), links)
    main = element("main", joined(section(told) for section in _SECTIONS))
    foot = element("footer", f"Made by specbuild {__version__} from the run's folder; one file, no network.")
    return Html(f"<!doctype html>\n{element('html', head, element('body', top, main, foot), lang='en')}\n")
