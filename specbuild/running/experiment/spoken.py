"""What the numbers of texts stand for, by what was learnt from the training rows."""

from __future__ import annotations

from specbuild.running.data.samples import Learnt


def tokens(learnt: Learnt) -> tuple[str, ...]:
    """The token of each number; empty where samples are no texts, or stand for bytes."""
    model = learnt.get("tokenizer", {}).get("model", {}) if learnt else {}
    vocabulary = model.get("vocab", {})
    if not isinstance(vocabulary, dict) or not vocabulary:
        return ()
    found = [""] * (max(vocabulary.values()) + 1)
    for token, number in vocabulary.items():
        found[number] = token
    return tuple(found)
