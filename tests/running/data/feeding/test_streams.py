"""The training stream: its batches are a pure function of seed and epoch, and `model.fit` takes them on this backend."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.running.data import order

pytestmark = pytest.mark.slow  # left out of the tests for every save

ROWS = np.array([row for row in range(60) if row % 3])  # 40 training rows of 60: the others are for evaluation
PICTURES = np.random.default_rng(0).integers(0, 256, (60, 6, 6, 1)).astype("uint8")
TARGETS = np.arange(60) % 4
ENTRIES = (
    Entry("RandomTranslation", "augmentations", {"height_factor": 0.2, "width_factor": 0.2}, {"probability": 0.7}, ("augmentation", 0)),
    Entry("RandomFlip", "augmentations", {"mode": "horizontal"}, {}, ("augmentation", 1)),
)


def source(
    entries: tuple[Entry, ...] = ENTRIES, task: str = "multiclass", seed: int = 1, batch_size: int = 16, weights: np.ndarray | None = None
) -> Any:
    from specbuild.running.data.feeding.source import Source
    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.data.pipeline.pipeline import Pipeline

    classes = ("a", "b", "c", "d") if task == "multiclass" else ("no", "yes")
    pipeline = Pipeline.of(entries, Facts((6, 6, 1), (0.0, 255.0), task, classes), seed)
    return Source(ROWS, lambda rows: PICTURES[rows], TARGETS % len(classes), pipeline, batch_size, weights)


def batches(source: Any, count: int, first_epoch: int = 0, first_step: int = 0) -> list[tuple[np.ndarray, ...]]:
    from keras import ops

    from specbuild.running.data.feeding.feed import stream

    endless = iter(stream(source, first_epoch, first_step))
    found = [tuple(ops.convert_to_numpy(part) for part in batch) for batch in itertools.islice(endless, count)]
    if hasattr(endless, "close"):
        endless.close()
    return found


def same(one: list[tuple[np.ndarray, ...]], other: list[tuple[np.ndarray, ...]]) -> bool:
    return all(np.array_equal(a, b) for left, right in zip(one, other, strict=True) for a, b in zip(left, right, strict=True))


def test_two_streams_of_one_seed_give_the_same_batches_bit_for_bit_and_another_seed_does_not() -> None:
    first = batches(source(), 7)
    assert same(first, batches(source(), 7))
    assert not same(first, batches(source(seed=2), 7))


def test_a_stream_that_begins_later_gives_what_the_whole_one_gave_there() -> None:
    whole = batches(source(), 12)
    assert same(whole[6:], batches(source(), 6, first_epoch=2))


@pytest.mark.parametrize("step", [1, 2])
def test_any_batch_can_be_seen_again_without_those_before_it(step: int) -> None:
    whole = batches(source(), 9)
    assert same(whole[3 + step :], batches(source(), 6 - step, first_epoch=1, first_step=step))


def test_epochs_differ_and_their_last_batch_is_smaller() -> None:
    found = batches(source(), 6)
    assert [len(images) for images, _ in found] == [16, 16, 8, 16, 16, 8]
    assert not same(found[:3], found[3:])


def test_without_augmentation_the_stream_is_the_training_rows_in_the_order_of_the_plan_and_of_their_own_type() -> None:
    found = batches(source(()), 6)
    for epoch in range(2):
        planned = order.order(ROWS, 1, epoch)
        images, targets = (np.concatenate(parts) for parts in zip(*found[3 * epoch : 3 * epoch + 3], strict=True))
        assert np.array_equal(images, PICTURES[planned])
        assert images.dtype == np.uint8
        assert np.array_equal(targets, TARGETS[planned])


def test_no_row_outside_training_is_ever_taken() -> None:
    from dataclasses import replace

    taken: list[np.ndarray] = []

    def take(rows: np.ndarray) -> np.ndarray:
        taken.append(rows)
        return PICTURES[rows]

    batches(replace(source(), take=take), 10)
    assert set(np.concatenate(taken)) == set(ROWS)


def test_the_stream_is_the_pipeline_on_the_rows_and_draws_of_the_plan() -> None:
    from keras import ops

    made = source()
    planned, draws = order.order(ROWS, 1, 4), made.pipeline.draws(4, 0, 40)
    for number, (images, targets) in enumerate(batches(made, 3, first_epoch=4)):
        part = slice(16 * number, 16 * number + 16)
        rows = planned[part]
        expected, _ = made.pipeline.apply(*(ops.convert_to_tensor(value) for value in (PICTURES[rows], TARGETS[rows], draws[part])))
        np.testing.assert_allclose(images, ops.convert_to_numpy(expected), atol=1e-3)
        assert np.array_equal(targets, TARGETS[rows])


@pytest.mark.parametrize("batch_size", [7, 40, 100])
def test_chunks_never_cross_an_epoch_and_hold_batches_of_one_size(batch_size: int) -> None:
    from specbuild.running.data.feeding import source as module

    made = source(batch_size=batch_size)
    chunks = list(made.epoch(0))
    assert sum(chunk.targets.size for chunk in chunks) == len(ROWS)
    assert sum(len(chunk.targets) for chunk in chunks) == made.steps == order.steps(40, batch_size)
    assert all(len(chunk.targets) <= module.CHUNK_BATCHES for chunk in chunks)


def test_samples_of_weighted_classes_carry_the_weight_of_the_class_they_end_in() -> None:
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    flip = Entry("RandomFlip", "augmentations", {}, {"relabel": {"a": "d", "d": "a"}}, ("augmentation", 0))
    for _, targets, found in batches(source((flip,), weights=weights), 3):
        assert np.array_equal(found, weights[targets])
    for _, targets, found in batches(source((flip,)[:0], task="binary", weights=np.array([0.5, 2.0])), 3):
        assert np.array_equal(found, np.where(targets == 1, 2.0, 0.5))


@pytest.mark.parametrize(
    ("task", "entries"),
    [
        pytest.param("multiclass", ENTRIES, id="classes as one-hot rows"),
        pytest.param("multiclass", (), id="classes as one-hot rows without augmentation"),
        pytest.param("binary", ENTRIES, id="two classes as one column"),
    ],
)
def test_a_loss_that_reads_rows_gets_rows(task: str, entries: tuple[Entry, ...]) -> None:
    from dataclasses import replace

    sparse = source(entries, task)
    dense = replace(sparse, dense=True)
    for (_, numbers), (_, rows) in zip(batches(sparse, 3), batches(dense, 3), strict=True):
        assert rows.dtype == np.float32
        assert np.array_equal(rows, np.eye(4)[numbers] if task == "multiclass" else numbers[:, None])


def test_mixed_samples_carry_the_mean_of_the_weights() -> None:
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    mixing = Entry("MixUp", "augmentations", {"alpha": 1.0}, {}, ("augmentation", 0))
    for _, targets, found in batches(source((mixing,), weights=weights), 3):
        assert targets.shape[1] == 4
        np.testing.assert_allclose(found, targets @ weights, rtol=1e-5)


def test_fit_takes_the_stream_and_goes_on_at_a_later_epoch() -> None:
    import keras

    from specbuild.running.data.feeding.feed import stream

    made = source()
    model = keras.Sequential([keras.layers.Input((6, 6, 1)), keras.layers.Flatten(), keras.layers.Dense(4)])
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    history = model.fit(stream(made), steps_per_epoch=made.steps, epochs=2, shuffle=False, verbose=0)
    later = model.fit(stream(made, 2), steps_per_epoch=made.steps, initial_epoch=2, epochs=3, shuffle=False, verbose=0)
    assert len(history.history["loss"]) == 2
    assert len(later.history["loss"]) == 1


def test_what_reading_raises_reaches_the_consumer_as_it_was() -> None:
    from dataclasses import replace

    from specbuild.checking.diagnostic import Finding, Refused

    made = source()

    def take(rows: np.ndarray) -> np.ndarray:
        if len(rows) == 8:  # the last batch of an epoch
            raise Refused(Finding("D000", (), "a picture is gone"))
        return PICTURES[rows]

    failing = replace(made, take=take, failures=[])
    with pytest.raises(Refused, match="a picture is gone"), failing.raising():
        batches(failing, 5)
    with pytest.raises(ValueError, match="of the consumer"), source().raising():
        raise ValueError("of the consumer")


def test_work_ahead_keeps_the_order_hands_on_what_fails_and_ends_with_its_consumer() -> None:
    from specbuild.running.data.feeding.ahead import ahead

    assert list(ahead(lambda: iter(range(50)))) == list(range(50))

    def failing() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(ahead(failing))

    before = threading.active_count()
    endless = ahead(lambda: itertools.count())
    assert next(endless) == 0
    endless.close()
    assert threading.active_count() == before


def test_rows_of_rare_classes_are_repeated_and_weights_of_rows_go_with_them() -> None:
    from dataclasses import replace

    targets, weights = np.where(np.arange(60) < 10, 0, 1), np.arange(60, dtype="float32")
    made = replace(source((), task="binary", batch_size=7), targets=targets, row_weights=weights, resample=True)
    rare, often = int((targets[ROWS] == 0).sum()), int((targets[ROWS] == 1).sum())
    assert (rare, often, made.size, made.steps) == (6, 34, 68, 10)
    found = batches(made, made.steps)
    assert sum(len(images) for images, _, _ in found) == 68
    assert np.concatenate([labels.reshape(-1) for _, labels, _ in found]).mean() == 0.5
    np.testing.assert_array_equal(np.concatenate([weights for _, _, weights in found]), made.visited(0))


def test_weights_of_rows_multiply_those_of_classes() -> None:
    from dataclasses import replace

    made = replace(source((), weights=np.array([1.0, 2.0, 3.0, 4.0])), row_weights=np.arange(60, dtype="float32"))
    (_, labels, found), rows = batches(made, 1)[0], made.visited(0)[:16]
    np.testing.assert_array_equal(found, (labels + 1) * rows)
