"""A spec file, and all that it extends, as a git revision has them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import tomli

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.showing.diff import codes

_MOST = 100  # files that may extend one another


@contextmanager
def checked_out(file: Path, revision: str) -> Iterator[Path]:
    """Give a copy of a file as it was, in a folder of its own with the files that it extends.

    Args:
        file: The file, which need not exist any more; its folder has to.
        revision: Whatever git takes for a commit: `HEAD~2`, a tag, a hash.

    Raises:
        Refused: there is no repository, no such revision, or no such file in it; findings inside the copy name `FILE@REVISION`.
    """
    folder = file.absolute().parent
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        raise _refused(f"`{folder}` is in no git repository", "compare with a file or a run")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise _refused(f"git knows no revision `{revision}`", "`git log --oneline` lists them")
    inside = PurePosixPath(folder.resolve().relative_to(Path(top.decode().strip()).resolve()).as_posix()) / file.name
    with tempfile.TemporaryDirectory() as temporary:
        copy = _copy(folder, commit.decode().strip(), inside, Path(temporary))
        try:
            yield copy
        except Refused as refused:
            raise Refused(*(_renamed(finding, temporary, revision) for finding in refused.findings)) from refused


def _copy(folder: Path, commit: str, file: PurePosixPath, into: Path) -> Path:
    """Write a file of a commit and its bases below a folder; what is not there is left to be missed when it is read."""
    wanted, done = [file], set[PurePosixPath]()
    while wanted and len(done) < _MOST:
        name = wanted.pop()
        text = _git(folder, "cat-file", "blob", f"{commit}:{name}")
        if text is None and name == file:
            raise _refused(f"`{file}` is not in that revision", f"`git log -- {file.name}` says since when it is there")
        if text is None or name in done:
            continue
        done.add(name)
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_bytes(text)
        wanted += _bases(name, text)
    return into / file


def _bases(name: PurePosixPath, text: bytes) -> list[PurePosixPath]:
    try:
        extends = tomli.loads(text.decode()).get("extends")
    except (tomli.TOMLDecodeError, UnicodeDecodeError):  # whoever reads the copy says so at its place
        return []
    parts: list[str] = []
    for part in (name.parent / extends).parts if isinstance(extends, str) else ():
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return [PurePosixPath(*parts)] if parts and ".." not in parts and parts[0] != "/" else []


def _renamed(finding: Finding, temporary: str, revision: str) -> Finding:
    if finding.place is None:
        return finding
    file = f"{Path(finding.place.file).resolve().relative_to(Path(temporary).resolve())}@{revision}"
    return finding.placed(finding.place._replace(file=file))


def _git(folder: Path, *words: str) -> bytes | None:
    # A repository that someone else prepared must not make git run a program of theirs.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None


def _refused(message: str, help: str) -> Refused:
    return Refused(Finding(codes.REVISION, (), message, help=help))
