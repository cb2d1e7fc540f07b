"""The hooks for pre-commit: each runs a verb that there is, on specs and nothing else, and fails where something is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from specbuild.__main__ import main

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GOOD = (ROOT / "specs" / "digits.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_on_several_files_and_says_what_is_wrong(hook, tmp_path, capsys):
    program, *words = hook["entry"].split()
    assert program == "specbuild"
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("epochs", "epochz"), encoding="utf-8")
    status = main([*words, str(good), str(bad)])
    assert status == 1 or bad.read_text(encoding="utf-8") == GOOD  # pre-commit fails where a file was changed
    assert "epochz" in capsys.readouterr().out


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_takes_specs_and_nothing_else(hook):
    assert hook["types"] == ["toml"]
    assert hook["language"] == "python"
    taken = [name for name in ("specs/a.toml", "x/specs/a/b.toml", "a.specbuild.toml", "pyproject.toml") if re.search(hook["files"], name)]
    assert taken == ["specs/a.toml", "x/specs/a/b.toml", "a.specbuild.toml"]
