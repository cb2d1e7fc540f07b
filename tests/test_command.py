"""The `specbuild` command, in a process of its own."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from specbuild.__main__ import main

DIGITS = Path(__file__).parents[1] / "specs" / "digits.toml"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(["validate", str(DIGITS)], 0, id="a verb"),
        pytest.param(["validat"], 2, id="no verb of that name"),
        pytest.param([], 2, id="nothing said"),
    ],
)
def test_garbage_is_collected_once_the_verb_is_there(words, status):
    code = "import gc, sys; from specbuild.__main__ import command; print(command(), gc.isenabled(), gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"{status} True True"


@pytest.mark.slow
def test_plug_ins_of_pydantic_are_not_loaded():
    code = "import sys; from specbuild.__main__ import command; command(); from pydantic.plugin import _loader; print(_loader._plugins)"
    done = subprocess.run([sys.executable, "-c", code, "validate", str(DIGITS)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "None"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["list", "lyers"], "did you mean `layers`?", id="a table that there is not"),
        pytest.param(["explain", "spec.toml"], "say which key", id="a spec without a key"),
        pytest.param(["validate", "spec.toml", "--format", "jsn"], "invalid choice", id="a form that there is not"),
        pytest.param(["runs", "--where", "best"], "is no condition", id="a condition that is none"),
    ],
)
def test_a_word_that_no_file_could_make_right_is_wrong_usage(words, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "says"),
    [
        pytest.param(
            PermissionError(errno.EACCES, "Permission denied", "locked/run"), "`locked/run`: Permission denied", id="not to be entered"
        ),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), "No space left on device", id="a full disk"),
    ],
)
def test_what_the_system_refuses_is_a_finding(error, says, capsys, monkeypatch):
    monkeypatch.setattr("specbuild.verbs.list.list", Mock(side_effect=error))
    assert main(["list"]) == 1
    said = capsys.readouterr().err
    assert "D009" in said
    assert says in said


def test_a_slip_of_ours_is_no_refusal_of_the_system(monkeypatch):
    monkeypatch.setattr("specbuild.verbs.list.list", Mock(side_effect=OSError("a file that was closed too early")))
    with pytest.raises(OSError, match="too early"):
        main(["list"])
