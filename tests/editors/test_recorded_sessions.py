"""Recorded sessions with `specbuild lsp`, replayed: the real server still shows what it showed.

`SPECBUILD_RECORD=1 pytest tests/editors/test_recorded_sessions.py` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from client import Client
from transcript import PROMPT, replay

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SESSIONS = sorted((HERE / "recorded").glob("*.txt"))


@pytest.mark.slow
@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in SESSIONS])
def test_the_server_shows_what_it_showed(file, tmp_path):
    recorded = file.read_text(encoding="utf-8")
    with Client([sys.executable, "-m", "specbuild", "lsp", "--all"], tmp_path, PYTHONPATH=str(ROOT)) as client:
        shown = replay(recorded, client, ROOT)
        assert client.errors == []
    if os.environ.get("SPECBUILD_RECORD"):
        file.write_text(shown, encoding="utf-8")
        return
    assert shown == recorded


def test_a_session_shows_hints_a_code_action_and_its_result():
    did = {line.split()[1] for line in (HERE / "recorded" / "resnet18.txt").read_text(encoding="utf-8").splitlines() if PROMPT in line[:2]}
    assert did >= {"open", "hints", "hover", "type", "actions", "do"}


def test_the_spec_of_the_session_is_short():
    assert len((ROOT / "tests/checking/rules/known_stacks/resnet18.toml").read_text(encoding="utf-8").splitlines()) <= 120
