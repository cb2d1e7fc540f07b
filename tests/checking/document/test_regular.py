"""A pipe or a device in place of a file is told at once; what a shell hands over as a file is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.document.regular import open_file
from specbuild.verbs.fix import fix
from specbuild.verbs.validate import validate

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo") or not Path("/dev/fd").exists(), reason="pipes with names are of Unix")
SLIP = b'format = 1\nname = "a"\nsed = 0\n'


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe into which nobody writes."""
    os.mkfifo(tmp_path / "pipe.toml")
    return tmp_path / "pipe.toml"


@pytest.fixture
def handed_over():
    """What `<(command)` gives: a pipe without a name, as a path."""
    reading, writing = os.pipe()
    os.write(writing, SLIP)
    os.close(writing)
    yield Path(f"/dev/fd/{reading}")
    os.close(reading)


@pytest.mark.parametrize("piped", [False, True])
def test_a_named_pipe_is_no_file(pipe: Path, piped: bool) -> None:
    with pytest.raises(OSError, match="it is a pipe or a device"):
        open_file(pipe, piped=piped)


def test_a_device_is_no_file() -> None:
    with pytest.raises(OSError, match="it is a pipe or a device"):
        open_file("/dev/zero", piped=True)


def test_what_a_shell_hands_over_is_read_where_that_is_meant(handed_over: Path) -> None:
    with pytest.raises(OSError, match="it is a pipe or a device"):
        open_file(handed_over)
    with open_file(handed_over, piped=True) as file:
        assert file.read() == SLIP


def test_a_pipe_as_a_spec_or_a_base_is_a_finding(pipe: Path) -> None:
    with pytest.raises(Refused, match="it is a pipe or a device"):
        Document.read(pipe)
    above = pipe.with_name("above.toml")
    above.write_text(f'extends = "{pipe.name}"\n', encoding="utf-8")
    (finding,) = validate(above).errors
    assert (finding.code, finding.message.startswith("the base")) == ("D005", True)


def test_a_pipe_can_be_judged_and_not_written(handed_over: Path) -> None:
    with pytest.raises(Refused, match="no file that could be written"):
        fix(handed_over)
