"""A number or a truth value between quotation marks loses them, and a whole number its `.0`."""

from __future__ import annotations

import re
from typing import Any

from specbuild.checking.diagnostic import Fix
from specbuild.checking.document import edit
from specbuild.checking.document.site import Site

CODES = ("G005",)
_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")


def fix(site: Site) -> Fix | None:
    """Write the value plainly; whether it is right then, the judge says."""
    plain = _plain(site.written)
    if plain is None:
        return None
    return Fix(f"write `{plain}`", (edit.value(site.document, site.path, plain),))


def _plain(written: Any) -> str | None:
    if isinstance(written, str) and _NUMBER.fullmatch(written.strip()):
        return written.strip()
    if isinstance(written, str) and written.strip().lower() in ("true", "false"):
        return written.strip().lower()
    if isinstance(written, float) and written.is_integer() and abs(written) < 1e15:
        return str(int(written))
    return None
