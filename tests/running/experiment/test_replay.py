"""A fresh process makes again, to the bit, what the training process recorded at the entry of its train step; after a resume, too."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

SPEC = """
format = 1
name = "seen"
seed = 5
backend = "{backend}"

[task]
type = "multiclass"

[loader]
type = "bundled"

[split]
type = "random"
validation = 0.1
test = 0.5

[meaning]
preset = "digits"
position = "free"

[[augmentation]]
type = "RandomRotation"
factor = 0.04
probability = 0.7

[[augmentation]]
type = "RandomTranslation"
height_factor = 0.1
width_factor = 0.1
except_classes = ["1"]

[[augmentation]]
type = "RandomBrightness"
factor = 0.2

[[augmentation]]
type = "RandomErasing"
scale = [0.02, 0.1]

[[augmentation]]
type = "MixUp"
probability = 0.5

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"

[training]
epochs = {epochs}
batch_size = 24
"""
# The hook stands in the test, not in the product: it would slow every training.
RECORD = """
import sys
import numpy as np
spec, into, records, resume = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
import os
os.environ["KERAS_BACKEND"] = {backend!r}
import keras
kept = []
def keep(samples, targets):
    kept.append((np.array(samples), np.array(targets)))
    return np.float32(0)
before = keras.Model.train_step
def step(self, *given):  # on JAX the state of the training comes first
    samples, targets = given[-1][:2]
    if {backend!r} == "tensorflow":
        import tensorflow as tf
        tf.numpy_function(keep, [samples, targets], tf.float32)
    elif {backend!r} == "jax":
        import jax
        from jax.experimental import io_callback
        io_callback(keep, jax.ShapeDtypeStruct((), "float32"), samples, targets, ordered=True)
    else:
        keep(samples.detach().cpu().numpy(), targets.detach().cpu().numpy())
    return before(self, *given)
keras.Model.train_step = step
from specbuild.verbs.run import run
run(spec, into=into, resume=resume[0] if resume else None)
np.savez(records, **{{f"{{name}}{{number}}": pair[name == "y"] for name in "xy" for number, pair in enumerate(kept)}})
"""
REPLAY = """
import json, sys
import numpy as np
from pathlib import Path
from specbuild.running import backend
backend.choose({backend!r}); backend.preload()
from specbuild.running.experiment.replay import Replay
from specbuild.running.workdir import finished
opened = Replay.of(finished.open_run(Path(sys.argv[1])))
ids = [opened.data.samples.ids[row] for row in opened.data.split.train]
random = np.random.default_rng(0)
wanted = []
while len(wanted) < int(sys.argv[3]):
    pair = (int(random.integers(1, opened.epochs + 1)), ids[random.integers(len(ids))])
    wanted += [pair] if pair not in wanted else []
seen = opened.see(wanted)
assert len(seen) == len(wanted)
np.savez(sys.argv[2], x=np.stack([one.values for one in seen.values()]), y=np.stack([one.target for one in seen.values()]),
         place=np.array([(one.epoch, one.step, one.place) for one in seen.values()]))
"""


def in_a_process(program, *words):
    done = subprocess.run([sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_two_hundred_samples_are_what_the_network_saw_to_the_bit(backend, tmp_path):
    pytest.importorskip(backend)
    spec, run = tmp_path / "seen.toml", tmp_path / "runs" / "seen" / "1"
    record, again = RECORD.format(backend=backend), REPLAY.format(backend=backend)
    spec.write_text(SPEC.format(backend=backend, epochs=2))
    in_a_process(record, spec, tmp_path / "runs", tmp_path / "first.npz")
    spec.write_text(SPEC.format(backend=backend, epochs=4))
    in_a_process(record, spec, tmp_path / "runs", tmp_path / "second.npz", run)
    in_a_process(again, run, tmp_path / "again.npz", 200)
    parts = [np.load(tmp_path / name) for name in ("first.npz", "second.npz")]
    steps = len(parts[0].files) // 4
    batches = [(part[f"x{number}"], part[f"y{number}"]) for part in parts for number in range(2 * steps)]
    found = np.load(tmp_path / "again.npz")
    assert found["place"][:, 0].max() == 4
    for (epoch, step, place), values, target in zip(found["place"], found["x"], found["y"], strict=True):
        samples, targets = batches[(epoch - 1) * steps + step - 1]
        assert np.array_equal(values, samples[place - 1])
        assert np.array_equal(target, targets[place - 1])


@pytest.mark.slow
def test_what_was_not_seen_is_refused_with_a_reason(tmp_path):
    from specbuild.verbs.run import run

    spec = tmp_path / "seen.toml"
    spec.write_text(SPEC.format(backend="tensorflow", epochs=1))
    folder = run(spec, into=tmp_path / "runs").folder
    from specbuild.checking.diagnostic import Refused
    from specbuild.running.workdir import finished
    from specbuild.verbs.replay import replay

    split = finished.split(folder)
    by_part = {part: name for name, part in zip(split.ids, split.subsets, strict=True)}
    train, test = by_part["train"], by_part["test"]
    for epoch, sample, words in ((2, train, "epoch 2"), (0, train, "epoch 0"), (1, test, "belongs to test"), (1, "digits/x", "no sample")):
        with pytest.raises(Refused) as refused:
            replay(folder.path, epoch, sample, tmp_path / "out")
        assert words in refused.value.findings[0].message
    assert not (tmp_path / "out").exists()
    made = replay(folder.path, 1, by_part["train"], tmp_path / "out")
    assert np.array_equal(np.load(made.array), made.seen.values)
    assert made.picture.read_bytes().startswith(b"\x89PNG")
    file = folder.path / "split.csv"
    file.write_text(file.read_text().replace(split.digests[0], "0" * 64))
    with pytest.raises(Refused, match="not what the run began with"):
        replay(folder.path, 1, by_part["train"], tmp_path / "out")
