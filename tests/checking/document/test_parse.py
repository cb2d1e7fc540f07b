"""What is said of a spec file that cannot be read: the file that was probably meant, or where a spec comes from."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.parse import MAX_BYTES, read_text


@pytest.mark.parametrize(
    ("name", "message", "help_"),
    [
        pytest.param("mine", "is not there", "did you mean `{}/mine.toml`?", id="the suffix is missing"),
        pytest.param("mien.toml", "is not there", "did you mean `{}/mine.toml`?", id="misspelt"),
        pytest.param("flowers.toml", "is not there", "check the path (there is `large.toml`, `mine.toml`); `specbuild new", id="another"),
        pytest.param("nowhere/mine.toml", "is not there", "check the path; `specbuild new NAME --from DATA`", id="no such folder"),
        pytest.param("pictures", "is a folder", "`specbuild new NAME --from {}/pictures`", id="the data instead of the spec"),
        pytest.param("mine.toml/x", "cannot be read: Not a directory", "check the path", id="a file for a folder"),
        pytest.param("large.toml", "is larger than 1 MB", "is this the right file?", id="too large"),
    ],
)
def test_a_file_that_is_no_spec(tmp_path, name, message, help_):
    (tmp_path / "mine.toml").write_text("format = 1")
    (tmp_path / "large.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "pictures").mkdir()
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / name)
    (finding,) = refused.value.findings
    assert finding.code == "D001"
    assert finding.message == f"`{tmp_path / name}` {message}"
    assert help_.format(tmp_path) in finding.help
