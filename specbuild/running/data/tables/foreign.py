"""Files that are no tables, told by their first bytes, and what makes a table of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Foreign(NamedTuple):
    """What a file is, and what to do."""

    what: str
    help: str


_CSV = "save the sheet as CSV (UTF-8)"
_ARRAYS = "save its arrays with `np.savez` for the loader `array`, or write them as CSV"
_PICKLE = Foreign("a pickle, which runs code when it is read", "write the table as CSV or Parquet")
_BEGINS: Mapping[bytes, Foreign] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Foreign("an old workbook of Excel", _CSV),
    b"\x28\xb5\x2f\xfd": Foreign("compressed with Zstandard, which is not read", "unpack it (`zstd -d`), or use gzip, bzip2 or xz"),
    b"7z\xbc\xaf\x27\x1c": Foreign("a 7z archive", "unpack it"),
    b"Rar!\x1a": Foreign("a RAR archive", "unpack it"),
    b"\x1f\x9d": Foreign("compressed with `compress`", "unpack it (`uncompress`)"),
    b"SQLite format 3\x00": Foreign("an SQLite database", "write the table as CSV (`.mode csv`)"),
    b"\x89HDF": Foreign("an HDF5 file", _ARRAYS),
    b"\x93NUMPY": Foreign("a NumPy array", "use the loader `array`"),
    b"MATLAB 5.0 MAT-file": Foreign("a MATLAB file", _ARRAYS),
    b"ARROW1\x00\x00": Foreign("a Feather file", "write it as Parquet"),
    b"%PDF-": Foreign("a PDF", "copy its table into a CSV file"),
    b"\x89PNG": Foreign("a picture", "name a table"),
    b"\xff\xd8\xff": Foreign("a picture", "name a table"),
    b"version https://git-lfs": Foreign("a pointer of Git LFS, and not the data", "fetch the data: `git lfs pull`"),
    **{bytes((0x80, protocol)): _PICKLE for protocol in range(2, 6)},
}
_PAGES = (b"<!doctype html", b"<html")
_NAMED = {
    b"@relation": Foreign("an ARFF file", "call it `.arff`"),
    b"@problemname": Foreign("series as sktime and aeon write them", "call it `.ts`"),
}
_TAR = slice(257, 262)  # where `ustar` stands
LOOKED_AT = 512


def foreign(start: bytes) -> Foreign | None:
    """What a file is that begins with these bytes (`LOOKED_AT` of them); None where it may be a table."""
    found = next((one for magic, one in _BEGINS.items() if start.startswith(magic)), None)
    if found is not None:
        return found
    if start[_TAR] == b"ustar":
        return Foreign("a tar archive", "unpack it")
    text = start.lstrip().lower()
    if text.startswith(_PAGES):
        return Foreign("a web page", "download the data themselves: a page often stands where a log-in was needed")
    return None


def misnamed(start: bytes) -> Foreign | None:
    """What a file with another name holds whose own words tell it; None where it may be a table with delimiters."""
    text = start.lstrip().lower()
    return next((one for begin, one in _NAMED.items() if text.startswith(begin)), None)


def foreign_archive(names: frozenset[str]) -> Foreign | None:
    """What a zip archive with these members is; None where it is just that."""
    if "[Content_Types].xml" in names:
        return Foreign("a workbook of Excel" if any(name.startswith("xl/") for name in names) else "a document of Office", _CSV)
    return Foreign("a document of OpenOffice", _CSV) if "mimetype" in names else None
