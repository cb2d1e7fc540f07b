"""A spec that `specbuild new` wrote trains as it stands, to better than the trivial predictor beyond its interval."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from specbuild.verbs.new import new
from tests.running.recognise import made_data as data


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [data.comma_table, data.pictures, data.flac_files, data.text_table, data.rare_faults],
    ids=lambda make: make.__name__.replace("_", " "),
)
def test_a_first_spec_trains_without_an_edit(make, tmp_path):
    (tmp_path / "data").mkdir()
    file = new("first", make(tmp_path / "data"), tmp_path)
    done = subprocess.run([sys.executable, "-m", "specbuild", "run", file.name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "runs" / "first" / "1" / "result.json").read_text())
    assert not [note for note in result["notes"] if "no better than" in note]
