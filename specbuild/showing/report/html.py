"""HTML that is safe by construction: text is escaped unless it is `Html`, and only this module makes that."""

from __future__ import annotations

import html
from collections.abc import Iterable

from specbuild.showing.words import visible


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def safe(content: str) -> Html:
    """HTML that shows the text; what is `Html` already stays as it is."""
    return content if isinstance(content, Html) else Html(html.escape(_shown(content)))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Several pieces as one."""
    return Html(between.join(safe(part) for part in parts))


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element: `element("td", "97 %", class_="number")`. An underscore stands for a dash, a last one for nothing."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{html.escape(_shown(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{given}>{joined(content)}</{name}>")


def void(name: str, **attributes: str) -> Html:
    """An element that has no content: `void("img", src=..., alt=...)`."""
    return Html(element(name, **attributes).removesuffix(f"</{name}>"))


def section(identity: str, title: str, *content: str) -> Html:
    """A section of the page with its heading."""
    heading = element("h2", title, id=f"{identity}-title")
    return element("section", heading, *content, id=identity, aria_labelledby=f"{identity}-title")


def table(caption: str, header: Iterable[str], rows: Iterable[Iterable[str]], *, numbers_from: int = 1, foot: Iterable[str] = ()) -> Html:
    """A table whose first column names the rows, in a frame that scrolls where the page is narrow.

    Args:
        caption: What it shows.
        header: Names of the columns.
        rows: The cells of each row.
        numbers_from: From which column on the cells are numbers, and aligned as such.
        foot: The cells of a last row with totals; none by default.
    """
    titles = list(header)
    kinds = ["number" if at >= numbers_from else "word" for at in range(len(titles))]
    head = joined(element("th", title, scope="col", class_=kind) for title, kind in zip(titles, kinds, strict=True))
    body = joined(_row(cells, kinds) for cells in rows)
    parts = [element("caption", caption), element("thead", element("tr", head)), element("tbody", body)]
    if last := list(foot):
        parts.append(element("tfoot", _row(last, kinds)))
    return element("div", element("table", *parts), class_="scroll", tabindex="0", role="region", aria_label=caption)


def folded(summary: str, *content: str, opened: bool = False) -> Html:
    """Content that is shown when its summary is opened."""
    return element("details", element("summary", summary), *content, **({"open": ""} if opened else {}))


def _row(cells: Iterable[str], kinds: list[str]) -> Html:
    first, *others = cells
    named = element("th", first, scope="row", class_="word")
    return element("tr", named, *(element("td", cell, class_=kind) for cell, kind in zip(others, kinds[1:], strict=True)))


def _shown(text: str) -> str:
    """Text as it can be shown: line ends and tabs stay, what steers or is no character becomes an escape."""
    return "".join(character if character in "\n\t" else visible(character) for character in text)
