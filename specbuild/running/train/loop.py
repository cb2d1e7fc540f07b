"""The training loop: Keras's own, with our validation before the callbacks of the spec and the state of the run kept after them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

import keras

from specbuild.running.train.history import DIVERGED, EARLY, FINISHED, Epoch, History
from specbuild.running.train.state import State, capture, restore

Validate = Callable[[int], Mapping[str, float]]


def fit(
    model: keras.Model,
    stream: Iterable[Any],
    *,
    steps: int,
    epochs: int,
    callbacks: Sequence[keras.callbacks.Callback] = (),
    validate: Validate | None = None,
    on_epoch: Callable[[Epoch], None] | None = None,
    on_step: Callable[[int, Mapping[str, Any]], None] | None = None,
    save: Callable[[State], None] | None = None,
    state: State | None = None,
) -> History:
    """Train a compiled network.

    Args:
        model: The network, with its optimizer's variables built.
        stream: Endless training batches `(samples, targets)` or `(samples, targets, weights)`, from the first epoch that is still to do.
        steps: Batches in an epoch.
        epochs: After how many epochs to end, counted from the very first.
        callbacks: The callbacks of the spec.
        validate: Measures the validation rows in the epoch of that number, from 0; None where there are none.
        on_epoch: Is told of every epoch that is done.
        on_step: Is told how many steps of the epoch are done, and what Keras knows of loss and metrics, in its own kind of numbers.
        save: Keeps the state of the run after every epoch; it has to be atomic.
        state: Where to go on, from an earlier run of the same spec.

    Returns:
        The numbers of all epochs.

    Raises:
        KeyboardInterrupt: the user stopped it; what `save` was given last is where it can go on.
        Refused: what validation or a callback found.
    """
    ours = _Validation(validate, callbacks, on_step, steps)
    keeper = _Keeper(callbacks, ours, on_epoch, save, state)
    done = state.epoch if state else 0
    last = done if state and state.stopped else epochs
    # With nothing left to do Keras still begins and ends training, so that callbacks put back the best weights.
    model.fit(
        stream,
        steps_per_epoch=steps,
        initial_epoch=done,
        epochs=last,
        callbacks=[ours, *callbacks, keeper],
        verbose=0,
        shuffle=False,
    )
    return History({name: tuple(values) for name, values in keeper.numbers.items()}, keeper.stopped or FINISHED)


class _Validation(keras.callbacks.Callback):  # type: ignore[misc]  # keras is untyped
    """Stands first: adds the learning rate and the numbers of validation to what the callbacks of the spec see."""

    def __init__(
        self,
        validate: Validate | None,
        callbacks: Sequence[keras.callbacks.Callback],
        on_step: Callable[[int, Mapping[str, Any]], None] | None,
        steps: int,
    ) -> None:
        super().__init__()
        self._validate, self._callbacks, self._steps = validate, callbacks, steps
        self.training_seconds = self.evaluation_seconds = self._started = 0.0
        if on_step is not None:
            # Only then: Keras would otherwise run a step only after the callbacks of the one before.
            self.on_train_batch_end = lambda batch, logs=None: on_step(min(batch + 1, self._steps), logs or {})

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self._started = perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        begun = perf_counter()
        self.training_seconds = begun - self._started
        logs["learning_rate"] = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        if self._validate is not None and math.isfinite(logs["loss"]):
            # Some callbacks lend the network other weights while it is evaluated (SwapEMAWeights).
            for callback in self._callbacks:
                callback.on_test_begin()
            logs.update({f"val_{name}": value for name, value in self._validate(epoch).items()})
            for callback in self._callbacks:
                callback.on_test_end()
        self.evaluation_seconds = perf_counter() - begun


class _Keeper(keras.callbacks.Callback):  # type: ignore[misc]  # keras is untyped
    """Stands last: sees what all callbacks have done, writes it down, and puts it back when a run goes on."""

    def __init__(
        self,
        callbacks: Sequence[keras.callbacks.Callback],
        clock: _Validation,
        on_epoch: Callable[[Epoch], None] | None,
        save: Callable[[State], None] | None,
        state: State | None,
    ) -> None:
        super().__init__()
        self._callbacks, self._clock, self._on_epoch, self._save, self._state = callbacks, clock, on_epoch, save, state
        self.numbers: dict[str, list[float]] = {name: list(values) for name, values in state.history.items()} if state else {}
        self.stopped: str | None = state.stopped if state else None

    def on_train_begin(self, logs: Any = None) -> None:
        if self._state is not None:
            restore(self._state, self.model, self._callbacks)

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        numbers = {name: float(logs[name]) for name in dict.fromkeys(("loss", *logs))}
        for name in numbers:
            self.numbers.setdefault(name, [math.nan] * epoch)
        for name, values in self.numbers.items():
            values.append(numbers.get(name, math.nan))
        if not math.isfinite(numbers["loss"]):
            self.stopped, self.model.stop_training = DIVERGED, True
        elif self.model.stop_training and epoch + 1 < self.params["epochs"]:
            self.stopped = EARLY
        if self._on_epoch is not None:
            self._on_epoch(Epoch(epoch + 1, numbers, self._clock.training_seconds, self._clock.evaluation_seconds))
        if self._save is not None and self.stopped != DIVERGED:  # weights that are no numbers are no place to go on from
            self._save(capture(self.model, self._callbacks, epoch=epoch + 1, history=self.numbers, stopped=self.stopped))
