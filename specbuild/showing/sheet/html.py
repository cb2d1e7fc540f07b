"""A contact sheet as one page that works offline."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from specbuild import __version__
from specbuild.showing.report.html import Html, element, joined
from specbuild.showing.sheet.sheet import Line, Part, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
section { margin: 1.2rem 0; padding: .6rem 1rem; border-left: 3px solid #8885; overflow-x: auto; }
section.wrong { border: 3px solid #c81e1e; border-radius: 6px; }
h2 { font-size: 1.05rem; margin: .2rem 0; } .wrong h2, .why { color: #c81e1e; }
@media (prefers-color-scheme: dark) { .wrong h2, .why { color: #ff8a80; } }
table { border-spacing: .5rem; } th { text-align: left; font-weight: normal; opacity: .75; min-width: 9rem; max-width: 12rem; }
figure { margin: 0; } figcaption { font-size: .8rem; opacity: .75; max-width: 12rem; } img { image-rendering: pixelated; background: #fff; }
"""


def html(sheet: Sheet) -> Html:
    """The sheet as an HTML page."""
    head = element(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        element("title", f"{sheet.title} · specbuild"),
        element("style", Html(_STYLE)),
    )
    foot = element("footer", f"Made by specbuild {__version__}.")
    body = element("body", element("h1", sheet.title), element("p", sheet.note), joined(map(_part, sheet.parts)), foot)
    return Html(f"<!doctype html>\n{element('html', head, body, lang='en')}\n")


def _part(part: Part) -> Html:
    why = joined(element("p", reason, class_="why") for reason in part.wrong)
    rows = element("table", joined(map(_line, part.lines)))
    return element("section", element("h2", part.title), why, rows, class_="wrong" if part.wrong else "fine")


def _line(line: Line) -> Html:
    cells = joined(element("td", _figure(tile, name)) for tile, name in zip(line.tiles, line.names, strict=True))
    return element("tr", element("th", line.label, scope="row"), cells)


def _figure(tile: Image, name: str) -> Html:
    held = io.BytesIO()
    tile.save(held, "PNG")
    source = f"data:image/png;base64,{base64.b64encode(held.getvalue()).decode()}"
    picture = element("img", src=source, alt=name, width=str(tile.width), height=str(tile.height))
    return element("figure", picture, element("figcaption", name))
