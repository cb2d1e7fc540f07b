"""Pictures with boxes around things, in the forms that detectors are trained from: specbuild says one thing of a whole picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from specbuild.checking.diagnostic import Finding
from specbuild.running.data.folders.listing import files_below

HELP = "write a table with a row a picture, its file and its label, beside the pictures; or cut the boxes out into a folder for each class"
_MOST = 20_000  # files that are looked at
_EDGE = 2**16  # bytes of a JSON file that are looked at, at its beginning and its end


def boxes(path: Path) -> Finding | None:
    """What to do with boxes; None where there are none.

    Args:
        path: A folder that holds pictures.
    """
    if not path.is_dir():
        return None
    for file in map(Path, islice(files_below(str(path), str(path)), _MOST)):
        form, holds = _FORMS.get(file.suffix.casefold(), ("", None))
        if holds is not None and holds(file):
            message = f"`{path}` holds pictures with boxes around things (`{file.relative_to(path).as_posix()}`, {form}): that is detection"
            return Finding("N006", (), message, help=HELP)
    return None


def _coco(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(_EDGE)
        opened.seek(max(0, file.stat().st_size - _EDGE))
        text = start + opened.read(_EDGE)
    return b'"images"' in text and b'"annotations"' in text


def _voc(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(4096)
    return start.lstrip().startswith(b"<annotation") and b"<object" in start


def _yolo(file: Path) -> bool:
    """A row a box: the class, and four shares of the picture."""
    if file.stem == "classes" or "labels" not in (part.casefold() for part in file.parts):
        return False
    with file.open("rb") as opened:
        row = opened.readline(200).split()
    try:
        return len(row) == 5 and row[0].isdigit() and all(0 <= float(share) <= 1 for share in row[1:])
    except ValueError:
        return False


_FORMS: Mapping[str, tuple[str, Callable[[Path], bool]]] = {".json": ("COCO", _coco), ".xml": ("Pascal VOC", _voc), ".txt": ("YOLO", _yolo)}
