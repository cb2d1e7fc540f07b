"""What the data tell the rules is what they hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.judge import bind, judge_file
from specbuild.running.experiment.data import load_data
from specbuild.running.experiment.facts import data_facts

SPECS = Path(__file__).parents[3] / "specs"


def test_the_bundled_digits():
    judged = judge_file(SPECS / "digits.toml")
    assert judged.spec is not None
    data = load_data(judged.spec, SPECS)
    facts = data_facts(data)
    assert len(facts.class_counts) == 10
    assert sum(facts.class_counts.values()) == 1797
    assert facts.training_rows == len(data.split.train)
    assert facts.validation_rows == len(data.split.validation)
    assert facts.value_range == (0, 16)
    assert facts.stored_size is None
    assert facts.memory is None or facts.memory > 2**28
    assert bind(judged, data.known, data.samples.shape, facts).findings == ()


@pytest.fixture
def pictures(tmp_path):
    for name, shade in (("cat", 10), ("dog", 200)):
        folder = tmp_path / "pictures" / name
        folder.mkdir(parents=True)
        for number in range(8):
            Image.new("RGB", (40, 20 + number % 2), (shade + 6 * number,) * 3).save(folder / f"{number}.png")
    return tmp_path


def test_the_size_of_stored_pictures_and_what_rules_say_of_it(pictures):
    spec = pictures / "spec.toml"
    text = (SPECS / "mnist_folder.toml").read_text(encoding="utf-8")
    spec.write_text(text.replace('"mnist"', '"pictures"').replace("[28, 28]", "[84, 84]"), encoding="utf-8")
    judged = judge_file(spec)
    assert judged.spec is not None, judged.findings
    data = load_data(judged.spec, pictures)
    facts = data_facts(data)
    assert facts.stored_size is not None
    assert facts.stored_size[1] == 40
    assert 20 <= facts.stored_size[0] <= 21
    codes = {finding.code for finding in bind(judged, data.known, data.samples.shape, facts).findings}
    assert codes >= {"R202", "R204", "R206", "R210", "R211"}


@pytest.mark.parametrize(
    ("values", "preprocessing", "found"),
    [
        pytest.param(300.0, "", ["R241"], id="raw intensities"),
        pytest.param(300.0, '[[preprocessing]]\ntype = "Normalization"\n', [], id="raw intensities that are normalized"),
        pytest.param(3.0, "", [], id="values of about 1"),
    ],
)
def test_what_is_said_of_the_magnitude_of_volumes(tmp_path, values, preprocessing, found):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "scans.npz", x=rng.normal(values, values / 9, (40, 6, 6, 6)).astype("float32"), y=np.arange(40) % 2)
    (tmp_path / "spec.toml").write_text(SCANS.replace("[[layers]]", f"{preprocessing}[[layers]]", 1), encoding="utf-8")
    judged = judge_file(tmp_path / "spec.toml")
    assert judged.spec is not None, judged.findings
    data = load_data(judged.spec, tmp_path)
    facts = data_facts(data)
    assert facts.magnitude == pytest.approx(values, rel=0.1)
    assert [finding.code for finding in bind(judged, data.known, data.samples.shape, facts).findings if finding.code == "R241"] == found


SCANS = """
format = 1
name = "scans"
seed = 0
task.type = "binary"

[loader]
type = "array"
path = "scans.npz"
kind = "volume"

[split]
type = "random"
validation = 0.3

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"

[training]
epochs = 1
batch_size = 8
"""
