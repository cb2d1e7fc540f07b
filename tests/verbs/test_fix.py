"""`specbuild fix` shows what it does, writes whole files, and only those it was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.__main__ import main

DIGITS = (Path(__file__).parents[2] / "specs" / "digits.toml").read_text(encoding="utf-8")
BROKEN = DIGITS.replace("epochs = 30", "epoch = 30")


@pytest.fixture
def spec(tmp_path):
    path = tmp_path / "spec.toml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_it_shows_the_diff_and_writes(spec, capsys):
    assert main(["fix", str(spec)]) == 0
    shown = capsys.readouterr().out
    assert "-epoch = 30\n+epochs = 30\n" in shown
    assert spec.read_text(encoding="utf-8") == DIGITS


def test_check_writes_nothing_and_fails(spec, capsys):
    assert main(["fix", "--check", str(spec)]) == 1
    assert "would rename `epoch` to `epochs`" in capsys.readouterr().out
    assert spec.read_text(encoding="utf-8") == BROKEN


def test_check_passes_where_nothing_is_to_be_mended(tmp_path):
    path = tmp_path / "good.toml"
    path.write_text(DIGITS, encoding="utf-8")
    assert main(["fix", "--check", str(path)]) == 0


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + BROKEN.encode(), id="a byte order mark"),
        pytest.param(BROKEN.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(BROKEN.rstrip("\n").encode(), id="no line break at the end"),
    ],
)
def test_bytes_that_are_not_mended_stay(tmp_path, raw):
    path = tmp_path / "spec.toml"
    path.write_bytes(raw)
    assert main(["fix", str(path)]) == 0
    assert path.read_bytes() == raw.replace(b"epoch = 30", b"epochs = 30")


def test_a_file_that_cannot_be_read_does_not_keep_others_from_being_mended(spec, tmp_path, capsys):
    assert main(["fix", str(tmp_path / "none.toml"), str(spec)]) == 1
    assert "D001" in capsys.readouterr().err
    assert spec.read_text(encoding="utf-8") == DIGITS


def test_the_base_is_written_only_when_it_is_named(spec, tmp_path, capsys):
    child = tmp_path / "child.toml"
    child.write_text('extends = "spec.toml"\nname = "child"\n', encoding="utf-8")
    main(["fix", str(child)])
    assert f"run `specbuild fix {spec}`" in capsys.readouterr().out
    assert spec.read_text(encoding="utf-8") == BROKEN


def test_a_link_stays_a_link_and_the_mode_stays(spec, tmp_path):
    spec.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(spec)
    main(["fix", str(link)])
    assert link.is_symlink()
    assert spec.read_text(encoding="utf-8") == DIGITS
    assert spec.stat().st_mode & 0o777 == 0o640
