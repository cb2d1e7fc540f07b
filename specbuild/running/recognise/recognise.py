"""Find out what a path holds, and draft a spec for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.recognise import image_folder
from specbuild.running.recognise.draft import Draft

# In the order in which they are asked: the first that recognises its kind of data drafts the spec.
KINDS: Mapping[str, Callable[[Path, str], Draft | None]] = {"folders of pictures, one a class": image_folder.draft}


def recognise(path: Path, folder: Path) -> Draft:
    """Draft a spec for some data.

    Args:
        path: The data.
        folder: The folder that the spec will stand in; the path in the spec is relative to it where that is shorter.

    Raises:
        Refused: there is nothing at the path, or nothing that specbuild recognises.
    """
    if not path.exists():
        raise Refused(Finding("N001", (), f"there is nothing at `{path}`", help="check the path after `--from`"))
    written = _relative(path, folder)
    for draft in KINDS.values():
        try:
            found = draft(path, written)
        except OSError as error:
            raise Refused(Finding("N001", (), f"`{path}` cannot be read: {error.strerror}", help="check its permissions")) from error
        if found is not None:
            return found
    raise Refused(Finding("N002", (), f"`{path}` is no data that specbuild recognises", help=f"it knows {', '.join(KINDS)}"))


def _relative(path: Path, folder: Path) -> str:
    relative = os.path.relpath(path.resolve(), folder.resolve())
    return relative if relative.count("..") <= 2 else str(path.resolve())
