"""A plot's SVG as a part of the page: in the page's colours, with ids of its own, and with words for those who cannot see it."""

from __future__ import annotations

import re

from specbuild.showing.plots import style
from specbuild.showing.report.html import Html, element

# Plots are drawn in one colour for each purpose; the page decides what that colour is in light and in dark.
_COLOURS = {
    style.INK: "var(--ink)",
    style.MUTED: "var(--muted)",
    style.GRID: "var(--grid)",
    style.PAPER: "transparent",
    style.TRAINING: "var(--training)",
    style.VALIDATION: "var(--validation)",
}


def figure(svg: str, name: str, *, titled: bool = False) -> Html:
    """The drawing with a sentence below.

    Args:
        svg: A file that `plots.style.write` wrote.
        name: Unique on the page; put before the ids within the drawing.
        titled: Whether its title stands below, not its description, which is then for those alone who cannot see it.
    """
    about = _said(svg, "description")
    return element("figure", _inline(svg, name, about), element("figcaption", _said(svg, "title") if titled else about), class_="plot")


def _said(svg: str, what: str) -> str:
    found = re.search(rf"<dc:{what}>(.*?)</dc:{what}>", svg, re.DOTALL)
    return (
        re.sub(r"&(lt|gt|quot|amp);", lambda entity: {"lt": "<", "gt": ">", "quot": '"', "amp": "&"}[entity[1]], found[1]) if found else ""
    )


def _inline(svg: str, name: str, about: str) -> Html:
    width = re.search(r'<svg[^>]*? width="([0-9.]+)pt"', svg)
    box = re.search(r'<svg[^>]*? viewBox="([^"]+)"', svg)
    if not width or not box:
        raise ValueError("this is not a drawing of specbuild")
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>|<title>.*?</title>", "", body, flags=re.DOTALL)
    body = _ids_of_its_own(body, name)
    body = re.sub("|".join(_COLOURS), lambda colour: _COLOURS[colour[0]], body)
    body = re.sub(r"'DejaVu Sans'[^;\"]*", "var(--font)", body)
    size = f"width: {float(width[1]) * 4 / 3:.0f}px"  # points to pixels
    return element("svg", Html(body), role="img", aria_label=about, viewBox=box[1], style=size)


def _ids_of_its_own(body: str, name: str) -> str:
    """Put the name before every id that is used, and drop the others: drawings number their parts alike."""
    used = set(re.findall(r'(?:url\(|href=")#([^)"]*)', body))
    body = re.sub(r' id="([^"]*)"', lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", body)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", body)
