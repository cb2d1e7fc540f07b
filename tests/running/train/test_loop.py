"""The loop trains, repeats to the bit, ends where callbacks say so, and goes on from any epoch as if it had never stopped."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running import codes
from specbuild.running.train.history import Epoch
from specbuild.running.train.state import REMEMBERED, State

pytestmark = pytest.mark.slow  # left out of the tests for every save

STOPPING = ("EarlyStopping", {"patience": 1, "min_delta": 0.3, "restore_best_weights": True})
SLOWING = ("ReduceLROnPlateau", {"patience": 1, "monitor": "loss", "min_delta": 5.0})


@pytest.fixture(scope="module")
def of_two_epochs(spec, run):
    return run(spec(epochs=2))


@pytest.fixture(scope="module")
def slowed(spec, run):
    return run(spec([SLOWING]))


def test_a_run_learns_and_tells_of_every_epoch(spec, run) -> None:
    epochs: list[Epoch] = []
    history = run(spec(epochs=6, optimizer=("Adam", {"learning_rate": 0.01})), on_epoch=epochs.append).history
    assert history.stopped == "finished"
    assert history.epochs == 6
    assert list(history.numbers) == ["loss", "accuracy", "learning_rate", "val_loss", "val_accuracy"]
    assert history.numbers["val_accuracy"][-1] > 0.8
    assert [epoch.number for epoch in epochs] == [1, 2, 3, 4, 5, 6]
    assert {name: tuple(epoch.numbers[name] for epoch in epochs) for name in history.numbers} == history.numbers
    assert all(epoch.training_seconds > 0 and epoch.evaluation_seconds > 0 for epoch in epochs)


def test_the_same_spec_gives_the_same_numbers_and_weights(spec, run, of_two_epochs) -> None:
    assert run(spec(epochs=2)).same_as(of_two_epochs)


def test_steps_per_execution_changes_no_number(spec, run, of_two_epochs) -> None:
    assert run(spec(epochs=2, steps_per_execution=7)).same_as(of_two_epochs)


def test_steps_are_told_as_they_are_done(spec, run) -> None:
    told: list[int] = []
    run(spec(epochs=2), on_step=lambda step, logs: told.append(step) if math.isfinite(float(logs["loss"])) else None)
    assert told == [*range(1, 15), *range(1, 15)]


def test_a_run_without_validation_has_no_numbers_of_it(spec, run) -> None:
    assert set(run(spec(epochs=1), validated=False).history.numbers) == {"loss", "accuracy", "learning_rate"}


@pytest.mark.parametrize("done", [pytest.param(1, marks=pytest.mark.slow), 2, pytest.param(3, marks=pytest.mark.slow)])
def test_a_resumed_run_gives_the_weights_of_the_uninterrupted_one(spec, run, slowed, done: int) -> None:
    resumed = run(spec([SLOWING]), state=State.from_bytes(slowed.states[done - 1]))
    assert resumed.same_as(slowed)
    assert resumed.states[-1] == slowed.states[-1]


def test_early_stopping_ends_a_run_with_the_best_weights_and_resuming_does_not_go_past_it(spec, run) -> None:
    stopping = spec([SLOWING, STOPPING], epochs=20)
    whole = run(stopping)
    assert whole.history.stopped == "early"
    best = State.from_bytes(whole.states[-1]).callbacks[1]["best_epoch"]
    assert best < whole.history.epochs - 1
    after = State.from_bytes(whole.states[best])
    weights = [array for name, array in after.variables.items() if name.startswith("model/") and "seed" not in name]
    assert all(np.array_equal(one, two) for one, two in zip(weights, whole.model.get_weights(), strict=True))
    assert run(stopping, state=State.from_bytes(whole.states[-1])).same_as(whole)
    assert run(stopping, state=State.from_bytes(whole.states[0])).same_as(whole)


def test_a_finished_run_has_nothing_left_to_do(spec, run, of_two_epochs) -> None:
    again = run(spec(epochs=2), state=State.from_bytes(of_two_epochs.states[-1]))
    assert again.same_as(of_two_epochs)
    assert again.states == []


@pytest.mark.parametrize(
    "optimizer",
    [
        ("SGD", {"momentum": 0.9}),
        ("Nadam", {}),
        ("AdamW", {"use_ema": True}),
        ("Adam", {"gradient_accumulation_steps": 3}),
        ("RMSprop", {"centered": True}),
        ("Lion", {}),
        ("Adafactor", {}),
        ("ScheduleFreeAdamW", {}),
    ],
    ids=lambda optimizer: f"{optimizer[0]} {' '.join(optimizer[1])}".strip(),
)
def test_every_optimizer_resumes(spec, run, optimizer) -> None:
    whole = run(spec(optimizer=optimizer, epochs=2))
    assert run(spec(optimizer=optimizer, epochs=2), state=State.from_bytes(whole.states[0])).same_as(whole)


def test_weights_that_are_lent_for_evaluation_are_lent_and_kept(spec, run) -> None:
    lending = spec([("SwapEMAWeights", {"swap_on_epoch": True})], optimizer=("Adam", {"use_ema": True}), epochs=3)
    whole = run(lending)
    assert run(lending, state=State.from_bytes(whole.states[0])).same_as(whole)
    assert whole.history.numbers["val_loss"] != run(spec(optimizer=("Adam", {"use_ema": True}), epochs=3)).history.numbers["val_loss"]


@pytest.mark.parametrize(
    "callbacks",
    [pytest.param((), id="by itself"), pytest.param((("TerminateOnNaN", {}),), id="with TerminateOnNaN", marks=pytest.mark.slow)],
)
def test_a_run_whose_loss_is_no_number_ends_as_diverged_and_keeps_the_last_good_state(spec, run, callbacks) -> None:
    diverging = run(spec(callbacks, optimizer=("SGD", {"learning_rate": 1e38}), epochs=5))
    assert diverging.history.stopped == "diverged"
    assert diverging.history.epochs < 5
    assert len(diverging.states) == diverging.history.epochs - 1


def test_an_interrupt_leaves_the_state_of_the_last_epoch(spec, run) -> None:
    states: list[State] = []

    def interrupt(step: int, logs: object) -> None:
        if len(states) == 2 and step == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(spec(), on_step=interrupt, save=states.append)
    assert run(spec(), state=states[-1]).same_as(run(spec()))


def test_a_learning_rate_schedule_goes_on_where_it_was(spec, run) -> None:
    decay = Entry("ExponentialDecay", "schedules", {"initial_learning_rate": 0.01, "decay_steps": 10, "decay_rate": 0.5})
    decaying = spec(optimizer=("Adam", {"learning_rate": decay}), epochs=3)
    whole = run(decaying)
    rates = whole.history.numbers["learning_rate"]
    assert rates == pytest.approx([0.01 * 0.5 ** (14 * epoch / 10) for epoch in (1, 2, 3)])
    assert run(decaying, state=State.from_bytes(whole.states[0])).same_as(whole)


def test_the_state_of_another_network_is_refused(spec, run) -> None:
    other = run(spec(before=[("Dense", {"units": 5})], epochs=1))
    with pytest.raises(Refused) as refused:
        run(spec(), state=State.from_bytes(other.states[-1]))
    assert [finding.code for finding in refused.value.findings] == [codes.FOREIGN_STATE]


def test_every_callback_of_the_catalogue_is_known_to_the_state() -> None:
    from specbuild.catalogue import read

    assert set(REMEMBERED) == set(read.table("callbacks"))
    assert all(hasattr(keras.callbacks, name) for name in REMEMBERED)
