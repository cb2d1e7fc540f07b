"""`python results_of_every_kind.py OUT.npz`: what every augmentation makes of every kind of data, on the backend of the environment."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from kinds_of_data import KINDS


def results() -> dict[str, np.ndarray]:
    """The changed samples, by "type on kind"."""
    from keras import ops

    from specbuild.catalogue import read
    from specbuild.checking.grammar.entry import Entry
    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.data.pipeline.pipeline import Pipeline
    from specbuild.workshop.benchmark.examples import EXAMPLES

    found = {}
    for kind, make in KINDS.items():
        data = make()
        for type_, arguments in EXAMPLES.items():
            if kind not in read.table("augmentations")[type_].facts["kinds"] or type_ == "RandomCrop":
                continue
            entry = Entry(type_, "augmentations", arguments, {"probability": 1.0}, ("augmentation", 0))
            facts = Facts(data.shape, task="multiclass", classes=tuple("abcdefgh"), **data.facts)
            pipeline = Pipeline.of([entry], facts, seed=1)
            parts = data.samples, np.arange(8), pipeline.draws(0, 0, 8)
            changed, _ = pipeline.apply(*(ops.convert_to_tensor(part) for part in parts))
            found[f"{type_} on {kind}"] = ops.convert_to_numpy(changed)
    return found


if __name__ == "__main__":
    np.savez(sys.argv[1], **results())
