"""`specbuild validate`: exit status, what is printed, and that it stays light."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specbuild.__main__ import main

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "specs").glob("**/*.toml"))
HEAVY = {"keras", "numpy", "matplotlib", "tensorflow", "jax", "torch", "sklearn", "PIL", "rich", "jsonschema", "scipy", "tomli"}


def specbuild(*words, **more):
    return subprocess.run([sys.executable, "-m", "specbuild", *map(str, words)], capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("spec", SPECS, ids=[spec.stem for spec in SPECS])
def test_every_shipped_spec_is_right(spec, capsys):
    assert main(["validate", str(spec)]) == 0
    told = capsys.readouterr()
    assert "nothing wrong" in told.out
    assert told.err == ""


def test_it_imports_nothing_heavy(tmp_path):
    program = f"""
import sys
from specbuild.__main__ import main
assert main(["validate", {str(ROOT / "specs" / "digits.toml")!r}]) == 0
print(sorted({{name.split(".")[0] for name in sys.modules}} & {HEAVY!r}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]"


def test_findings_go_to_standard_output_with_status_1(tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text((ROOT / "specs" / "digits.toml").read_text().replace("epochs", "epoch"))
    done = specbuild("validate", spec)
    assert done.returncode == 1
    assert "did you mean `epochs`?" in done.stdout
    assert "1 error" in done.stdout


def test_findings_as_json_have_all_their_parts(tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text((ROOT / "specs" / "digits.toml").read_text().replace("epochs", "epoch"))
    (finding,) = json.loads(specbuild("validate", "--format", "json", spec).stdout)
    assert finding["code"] == "G002"
    assert finding["key"] == ["training", "epoch"]
    assert finding["line"] == finding["end_line"]
    assert finding["end_column"] - finding["column"] == len("epoch")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("validate",), 2, id="no spec named"),
        pytest.param(("validat",), 2, id="no such verb"),
        pytest.param((), 2, id="no verb"),
        pytest.param(("--help",), 0, id="help"),
        pytest.param(("--version",), 0, id="version"),
        pytest.param(("validate", "nowhere.toml"), 1, id="no such file"),
    ],
)
def test_exit_status(words, status, tmp_path):
    done = specbuild(*words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == status
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_data_tell_what_the_spec_alone_does_not(tmp_path):
    spec = tmp_path / "spec.toml"
    text = (ROOT / "specs" / "digits.toml").read_text().replace('units = "classes"', "units = 9")
    spec.write_text(text)
    assert specbuild("validate", spec).returncode == 0
    done = specbuild("validate", "--data", spec)
    assert done.returncode == 1
    assert "the network gives 9 numbers, and the data have 10 classes" in done.stdout
    assert "units = 9" in done.stdout


def test_data_that_are_not_there_are_said_at_their_place(tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text((ROOT / "specs" / "mnist_folder.toml").read_text())
    done = specbuild("validate", "--data", spec)
    assert (done.returncode, done.stderr) == (1, "")
    assert "D101" in done.stdout


@pytest.mark.slow
def test_opening_the_data_takes_no_backend(tmp_path):
    program = f"""
import sys
from specbuild.verbs.validate import validate
assert validate({str(ROOT / "specs" / "digits.toml")!r}, data=True).findings == ()
print(sorted({{"keras", "tensorflow", "jax", "torch"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]"
