"""Mend what is certain to be a slip, keeping every comment and the layout."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Fix, Refused
from specbuild.checking.document.parse import decode, read_bytes

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fixed:
    """What `fix` did to one file.

    Attributes:
        file: The file.
        before: Its text.
        after: Its text, mended; the same where nothing was to be mended.
        fixes: What was mended, in order.
        elsewhere: What could be mended in files that it extends: name them too.
        findings: What is still wrong.
    """

    file: str
    before: str
    after: str
    fixes: tuple[Fix, ...]
    elsewhere: tuple[Fix, ...]
    findings: tuple[Finding, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff; empty where there is none."""
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), self.file, self.file)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fix(spec: str | Path, *, write: bool = True) -> Fixed:
    """Mend a spec file.

    Args:
        spec: The file. Nothing else is ever written, files that it extends least of all.
        write: Whether to change it.

    Raises:
        Refused: the file cannot be read or written.
    """
    from specbuild.checking.fixing.mend import mend

    path = Path(spec)
    raw = read_bytes(path)
    before = decode(raw, str(path))
    mended = mend(before, str(path))
    if write and mended.text != before:
        if not path.is_file():
            raise Refused(Finding("D001", (), f"`{path}` is no file that could be written", help="`--check` says what would be mended"))
        _keeping_mode(path, (_BOM if raw.startswith(_BOM) else b"") + mended.text.encode("utf-8"))
    return Fixed(str(path), before, mended.text, mended.fixes, mended.elsewhere, mended.findings)


def _keeping_mode(path: Path, content: bytes) -> None:
    """Write through a link to the file it names, and keep who may read it."""
    from specbuild.running.workdir.atomic import write_bytes

    target = path.resolve()
    mode = target.stat().st_mode
    write_bytes(target, content)
    target.chmod(mode)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").splitlines(keepends=True)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild fix", description=__doc__)
    parser.add_argument("specs", nargs="+", metavar="SPEC", help="spec files; only these are written")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something could be mended")
    options = parser.parse_args(words)
    done, refused = [], list[Finding]()
    for spec in options.specs:
        try:
            done.append(fix(spec, write=not options.check))
        except Refused as problem:
            refused += problem.findings
    for fixed in done:
        _show(fixed, check=options.check)
    if refused:
        from specbuild.showing.findings.text import show

        show(refused, sys.stderr)
    return 1 if refused or (options.check and any(fixed.fixes for fixed in done)) else 0


def _show(fixed: Fixed, *, check: bool) -> None:
    sys.stdout.write(fixed.diff)
    for one in fixed.fixes:
        print(f"{fixed.file}: {'would ' if check else ''}{one.title}")
    for one in fixed.elsewhere:
        print(f"{fixed.file}: {one.title} in {one.edits[0].file}: run `specbuild fix {one.edits[0].file}`")
    if not fixed.fixes:
        print(f"{fixed.file}: nothing to mend for certain" + ("; `specbuild validate` says what is wrong" if fixed.findings else ""))
