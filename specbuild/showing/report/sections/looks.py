"""What it looks at: Grad-CAM over some rows, and the maps of some layers."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.plots.maps import MAPS, numbered
from specbuild.showing.report.drawing import figure
from specbuild.showing.report.html import Html, element, joined, section
from specbuild.showing.report.told import Told

_TITLES: Mapping[str, str] = {
    "gradcam": "Where it sees what speaks for its answer",
    "layer": "What its layers make of one of them",
}


def html(told: Told) -> Html:
    """The drawings by what they are; how to get them, where they were not made."""
    if MAPS in told.lost:
        return section("looks", "What it looks at", element("p", told.lost[MAPS], class_="note lost"), *_drawings(told))
    if not told.maps:
        return section("looks", "What it looks at", element("p", *_how(told), class_="note"))
    return section("looks", "What it looks at", *_drawings(told))


def _drawings(told: Told) -> list[Html]:
    parts = []
    for what, title in _TITLES.items():
        drawn = [figure(svg, f"map-{name}", titled=True) for name, svg in told.maps.items() if numbered(name, what)]
        if drawn:
            parts += [element("h3", title), element("div", joined(drawn), class_="plots")]
    return parts


def _how(told: Told) -> list[str | Html]:
    return ["Maps take a while, so a run does not draw them by itself: ", element("code", f"specbuild report {told.path}"), " does."]
