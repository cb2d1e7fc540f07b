"""Classes are weighed by name, or so that each counts the same."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.train.class_weights import class_weights

CLASSES = ("cat", "dog", "owl")
TARGETS = np.asarray([0, 0, 0, 1])


def test_balanced_weights_give_every_class_that_occurs_the_same_sum() -> None:
    weights = class_weights("balanced", CLASSES, TARGETS)
    assert weights is not None
    assert [weights[0] * 3, weights[1] * 1] == pytest.approx([2, 2])
    assert weights[TARGETS].mean() == pytest.approx(1)


def test_weights_go_by_name_in_the_order_of_the_classes() -> None:
    weights = class_weights({"owl": 3.0, "cat": 1.0, "dog": 2.0}, CLASSES, TARGETS)
    assert weights is not None
    assert weights.tolist() == [1.0, 2.0, 3.0]
    assert class_weights(None, CLASSES, TARGETS) is None


def test_a_name_too_many_and_one_too_few_are_both_found() -> None:
    with pytest.raises(Refused) as refused:
        class_weights({"cat": 1.0, "dgo": 2.0, "owl": 3.0}, CLASSES, TARGETS)
    unknown, missing = refused.value.findings
    assert (unknown.path, unknown.help) == (("training", "class_weights", "dgo"), "did you mean `dog`?")
    assert "`dog`" in missing.message
