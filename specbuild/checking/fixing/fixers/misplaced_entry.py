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
    if home is None or len(site.path) != 3 or path[0] not in _LISTS.values() or home == path[0]:
        return None
    spot = document.spots.get(path)
    if spot is None or spot.header is None or not _is_alone(document, path):
        return None
    header = document.text[slice(*spot.header)]
    if home == "layers":
        return None  # where in the stack it was meant to be nobody can tell
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
