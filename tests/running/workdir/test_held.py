"""One process trains in a run folder at a time, and a process that was killed holds nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.workdir.held import held

HOLD = """
import sys
from pathlib import Path
from specbuild.running.workdir.held import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_refused_until_the_first_ends_however_it_ends(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Refused, match="another process is training"), held(tmp_path):
            pass
        other.kill()
        other.wait()
        with held(tmp_path):
            pass


def test_nothing_of_it_is_left_behind(tmp_path):
    with held(tmp_path):
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
