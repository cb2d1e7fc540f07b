"""A whole HTML document in the look of specbuild: one file, no scripts, nothing from the network."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from specbuild import __version__
from specbuild.showing.report.html import Html, element

# No scripts, nothing from anywhere else: what a run's names and files hold cannot do more than be shown.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def document(title: str, kicker: str, *content: str, links: Mapping[str, str] | None = None, style: str = "") -> Html:
    """A document.

    Args:
        title: Its heading.
        kicker: What kind of page it is, in small above the heading.
        *content: What it shows.
        links: Titles of its sections by their identities, for a line of links below the heading.
        style: CSS beside that of all pages.
    """
    css = resources.files("specbuild.showing.report").joinpath("page.css").read_text(encoding="utf-8")
    head = element(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="color-scheme" content="light dark">'),
        element("title", f"{title} · specbuild"),
        element("style", Html(css + style)),
    )
    shown = [element("a", name, href=f"#{identity}") for identity, name in (links or {}).items()]
    nav = [element("nav", *shown, aria_label="sections")] if shown else []
    top = element("header", element("p", kicker, class_="kicker"), element("h1", title), *nav)
    foot = element("footer", f"Made by specbuild {__version__}; one file, no network.")
    body = element("body", top, element("main", *content), foot)
    return Html(f"<!doctype html>\n{element('html', head, body, lang='en')}\n")
