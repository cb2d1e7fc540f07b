"""An entry in the wrong list moves to the one it belongs to: `Normalization` to `[[preprocessing]]`, flips to `[[augmentation]]`."""

from __future__ import annotations

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.document import Document
from specbuild.checking.document.site import Site

CODES = ("G009",)
_LISTS = {"augmentations": "augmentation", "preprocessing": "preprocessing", "layers": "layers"}  # table of the catalogue -> key of a spec


def fix(site: Site) -> Fix | None:
    """Change the header where it stands if the order allows that, else move the entry before the first `[[layers]]`."""
    path, document = site.path[:2], site.document
    home = _home(site.written)
    if home in (None, "layers", path[0]) or path[0] not in _LISTS.values() or site.path[-1] != "type":
        return None  # where in the stack a layer was meant to be nobody can tell
    assert home is not None
    spot = document.spots.get(site.path[:-1])
    if spot is None or spot.header is None:
        return _out_of_brackets(site, home)
    if len(site.path) != 3 or not _is_alone(document, path):
        return None
    header = document.text[slice(*spot.header)]
    return Fix(f"move `{site.written}` to `[[{home}]]`", _moved(document, path, home, header))


def _home(type_: object) -> str | None:
    return next((key for table, key in _LISTS.items() if isinstance(type_, str) and type_ in read.table(table)), None)


def _is_alone(document: Document, path: tuple[str | int, ...]) -> bool:
    """Whether the entry has no tables with headers of their own, such as `[layers.sub]`."""
    return not any(spot.header for inner, spot in document.spots.items() if len(inner) > len(path) and inner[: len(path)] == path)


def _moved(document: Document, path: tuple[str | int, ...], home: str, header: str) -> tuple[Edit, ...]:
    spot = document.spots[path]
    assert spot.header is not None
    renamed = Edit(document.file, spot.header.start, spot.header.end, header.replace(str(path[0]), home, 1))
    if path[1] == 0:  # nothing of its list stands before it, so that its place is right
        return (renamed,)
    lines = edit.entry(document, path)
    block = document.text[slice(*lines)].rstrip()
    offset = spot.header.start - lines.start
    block = block[:offset] + renamed.text + block[offset + len(header) :]
    return (edit.remove_entry(document, path), edit.insert_before(document, (path[0], 0), block.replace("\r\n", "\n")))


def _out_of_brackets(site: Site, home: str) -> Fix | None:
    """An item of a list in brackets becomes an entry with a header of its own; its comments go with it.

    An augmentation may come out of a block, too: it can stand nowhere else. What has to be adapted (`Normalization`) only moves from the
    beginning of the stack: inside a block another layer was meant.
    """
    document, path = site.document, site.path[:-1]
    if home != "augmentation" and path != ("layers", 0):
        return None
    first = document.spots.get((home, 0))
    removal, pairs = edit.remove_item(document, path), _pairs(document, path)
    if removal is None or pairs is None or (home in document.values and (first is None or first.header is None)):
        return None
    whole = document.text[removal.start : removal.end]
    above = [line.strip() for line in whole.splitlines() if line.strip().startswith("#")]
    behind = whole.rpartition("}")[2].strip(" \t\r\n,")
    lines = [*above, f"[[{home}]]", *pairs]
    if behind.startswith("#"):
        lines[len(above) + 1] += f"   {behind}"
    return Fix(f"move `{site.written}` to `[[{home}]]`", (edit.append_block(document, "\n".join(lines)), removal))


def _pairs(document: Document, path: tuple[str | int, ...]) -> list[str] | None:
    """What stands between the braces of a table, a pair a line, as written; None where a key has dots, or a value several lines."""
    spots = [spot for inner, spot in document.spots.items() if inner[:-1] == path and isinstance(inner[-1], str)]
    if any(spot.key is None or spot.value is None for spot in spots):
        return None
    pairs = [document.text[spot.key.start : spot.value.end] for spot in spots if spot.key and spot.value]
    return None if any("\n" in pair for pair in pairs) or not pairs else pairs
