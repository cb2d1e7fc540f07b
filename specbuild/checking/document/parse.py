"""Read a TOML file: its text and its values, or a finding at the place where it cannot be read."""

from __future__ import annotations

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, Place, Refused
from specbuild.checking.document.regular import open_file
from specbuild.checking.suggest import nearest

MAX_BYTES = 1_000_000  # the longest spec that anyone wrote has 2,000 lines; a limit keeps a wrong path from filling the memory, or an hour
DEEPEST = 40  # tables and arrays inside each other; blocks of layers in blocks of layers take two for each
_NEWER = "TOML 1.1 allows this, editors and TOML 1.0 do not"
_SLIPS = (  # what a line has in it, and what to do
    (r"^(<{7}|={7}|>{7})", "two versions were merged: keep the lines of one, and remove these marks"),
    (r"=\s*(True|False|None|null|nil)\b", 'TOML writes `true` and `false`, and specbuild writes `"none"`'),
    (r"=\s*(yes|no|on|off)\b", "TOML writes `true` and `false`"),
    (r"[=\[,]\s*[\d.]+\s*/\s*[\d.]+", 'write a fraction as text: `"1/255"`'),
    (r"=\s*\([^()]*\)", "write a list in square brackets, as in `[3, 3]`"),
    (r"^\s*(import|from|def|class)\s", "this is Python, and a spec is TOML: `specbuild new NAME --from DATA` writes one"),
    (r"^\s*\{\s*\"[^\"]*\"\s*:|^\{\s*$", "this is JSON, and a spec is TOML: `specbuild new NAME --from DATA` writes one"),
    ("[\u201c\u201d\u201e\u2018\u2019]", 'write plain quotation marks: `"`'),
    (r"^\s*[\w.-]+\s*==", "write one `=`"),
    (r";\s*(#.*)?$", "remove the `;`: a line ends by itself"),
    (r"(^|\s)//", "a comment begins with `#`"),
    (r"^\s*[\w.-]+\s*=\s*(#.*)?$", "write a value behind the `=`"),
    (r"^\s*\[[^\]]*$|^\s*\[\[[^\]]*\]\s*(#.*)?$", "close the header with as many brackets as open it"),
    (r"=\s*\"[^\"]*\\", "a path is written with `/`; a text with `\\` in it stands between single quotation marks"),
    (r"^\s*[\w.-]+\s*=[^\[{]*,\s*(#.*)?$", "remove the comma: a line ends by itself"),
)
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_PLACE = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


def read_text(path: Path) -> str:
    """The text of a spec file, without a byte order mark.

    Raises:
        Refused: the file is not there, is too large, or is not UTF-8.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The content of a spec file, or of what a shell hands over as one.

    Raises:
        Refused: the file is not there, is no file, or is too large.
    """
    try:
        if path.is_dir():
            raise Refused(
                _no_spec(path, "is a folder", f"name a spec file; `specbuild new NAME --from {path}` writes one for the data there")
            )
        with open_file(path, piped=True) as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Refused(_no_spec(path, "is not there", _beside(path))) from error
    except (OSError, ValueError) as error:  # no path can have the character 0
        raise Refused(_no_spec(path, f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the path")) from error
    if len(raw) > MAX_BYTES:
        raise Refused(_no_spec(path, f"is larger than {MAX_BYTES // 1_000_000} MB", "a spec is short; is this the right file?"))
    return raw


def _no_spec(path: Path, what: str, help_: str) -> Finding:
    return Finding("D001", (), f"`{path}` {what}", help=help_, place=Place(str(path), 1, 1, 1, 1))


def _beside(path: Path) -> str:
    """The spec that was probably meant, or where one comes from."""
    if path.is_symlink():
        return f"it is a link to `{path.readlink()}`, which is not there"
    stems = sorted(file.stem for file in path.parent.glob("*.toml"))
    if near := nearest(path.stem, stems):
        return f"did you mean `{path.with_name(near)}.toml`?"
    there = f" (there is {', '.join(f'`{stem}.toml`' for stem in stems[:8])})" if stems else ""
    return f"check the path{there}; `specbuild new NAME --from DATA` writes a spec for your data"


def decode(raw: bytes, name: str) -> str:
    """Bytes of a spec as text.

    Raises:
        Refused: they are not UTF-8; the finding points at the first wrong byte.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in raw and not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            place = Place(name, 1, 1, 1, 1)
            raise Refused(Finding("D002", (), "this is no text", help="name a spec, which is a text file", place=place)) from error
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        finding = Finding("D002", (), f"byte 0x{raw[error.start]:02x} is not UTF-8", help="save the file as UTF-8",
                          place=Place(name, line, column, line, column + 1))  # fmt: skip
        raise Refused(finding) from error


def parse(text: str, name: str) -> dict[str, Any]:
    """The values of a TOML 1.0 text.

    Raises:
        Refused: it is not TOML 1.0; the finding points at the place.
    """
    try:
        values = tomllib.loads(text)
        if _is_too_deep(values):
            raise RecursionError
        return values
    except RecursionError:
        raise Refused(_syntax(text, name, "tables or arrays are nested too deeply", 1, 1, "keep every entry flat")) from None
    except ValueError as error:  # TOMLDecodeError, or an integer of thousands of digits
        raise Refused(_explain(text, name, str(error))) from None


def _explain(text: str, name: str, message: str) -> Finding:
    match = _PLACE.match(message)
    what = match.group(1) if match else message
    lines = text.split("\n")
    end = (len(lines), len(lines[-1]) + 1)
    line, column = (int(match.group(2)), int(match.group(3))) if match and match.group(2) else end if match else (1, 1)
    written = lines[line - 1]
    if what.startswith("Cannot overwrite") and (twice := _written_before(lines, line)):
        key, first = twice
        at, help_ = written.index(key) + 1, f"it stands in line {first} already: remove one of the two"
        return _syntax(text, name, f"not TOML: `{key}` is written a second time", line, at, help_, width=len(key))
    if what.startswith("Cannot ") and (header := re.match(r"\s*\[+\s*(.+?)\s*\]", written)):
        help_ = "one table is opened once; entries of a list have two pairs of brackets, as in `[[layers]]`"
        return _syntax(text, name, f"not TOML: `{header.group(1)}` is opened a second time", line, header.start(1) + 1, help_)
    newer = "TOML 1.1 allows this, editors and TOML 1.0 do not: an entry in braces stands on one line" if "{" in written else _NEWER
    help_ = (newer if _is_newer(text) else _advice(written, column)) or "see https://toml.io"
    return _syntax(text, name, f"not TOML: {what[:1].lower()}{what[1:]}", line, column, help_)


def _written_before(lines: list[str], line: int) -> tuple[str, int] | None:
    """The key of a line, and the line above it in the same table that has it already."""
    key = _KEY.match(lines[line - 1])
    for number in range(line - 1, 0, -1):
        before = lines[number - 1]
        if key is None or before.lstrip().startswith("["):
            return None
        if (other := _KEY.match(before)) and other.group(1) == key.group(1):
            return key.group(1), number
    return None


def _is_newer(text: str) -> bool:
    import tomli  # reads TOML 1.1; only needed to explain an error

    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _advice(line: str, column: int) -> str:
    """What to do about the commonest slips, told from the line at fault."""
    before = line[: column - 1].strip()
    if re.fullmatch(r"(?:[^\"'#]|\"(?:[^\"\\]|\\.)*\"|'[^']*')*(?P<open>\"[^\"]*|'[^']*)", line.rstrip()):
        return "a text that is begun has to end on its line, with the same quotation mark"
    for sign, advice in _SLIPS:
        if re.search(sign, line):
            return advice
    if re.match(r"^[\w.\"'-]+\s*=\s*[A-Za-z_]\w*\s*(#.*)?$", line.strip()):
        return "put text between quotation marks"
    if key := re.search(r"([A-Za-z_][\w-]*)\s*$", before) if re.match(r"\s*[:+]", line[column - 1 :]) else None:
        fraction = re.match(r"\s*[:+]\s*([\d.]+\s*/\s*[\d.]+)", line[column - 1 :])
        return f"write `key = value`, as in `{key.group(1)} = " + (f'"{fraction.group(1)}"`' if fraction else "...`")
    if "=" not in line and not line.lstrip().startswith("["):
        return "write `key = value`" + (f", as in `{m.group(0)} = ...`" if (m := re.match(r"[\w-]+", before or line.strip())) else "")
    return ""


def _syntax(text: str, name: str, message: str, line: int, column: int, help_: str, *, width: int = 1) -> Finding:
    written = text.split("\n")[line - 1].rstrip("\r")
    return Finding("D003", (), message, help=help_, place=Place(name, line, column, line, column + width, written))


def _is_too_deep(values: Any) -> bool:
    level = [values]
    for _ in range(DEEPEST):
        level = [
            item for value in level for item in (value.values() if isinstance(value, dict) else value) if isinstance(item, dict | list)
        ]
        if not level:
            return False
    return True
