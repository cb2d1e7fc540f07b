"""Give a network its optimizer, loss and metrics."""

from __future__ import annotations

from pathlib import Path

import keras

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Training
from specbuild.checking.objective.objective import Objective
from specbuild.running import codes
from specbuild.running.model.objects import make
from specbuild.running.model.unit import Unit
from specbuild.running.train.loss import loss_of

MOST_STEPS = 32  # more bring nothing, and make the progress display jump
MOST_MULTIPLY_ADDS = 5e9  # between two returns to Python: a few tenths of a second on two cores, so that progress stays alive


def compile_model(
    model: keras.Model, training: Training, objective: Objective, *, steps: int, multiply_adds: int, unit: Unit | None = None
) -> None:
    """Compile a network for training.

    Args:
        model: The network.
        training: The table `[training]`.
        objective: Loss and metrics, filled in.
        steps: Training steps in an epoch.
        multiply_adds: Multiply-adds of the forward pass of one sample, from the plan.
        unit: The unit of the targets of a regression whose loss is scaled.

    Raises:
        Refused: M002, Keras does not take an argument; M003, the backend cannot run several steps at once.
    """
    model.compile(
        optimizer=make(training.optimizer),
        loss=loss_of(objective, unit),
        metrics=[make(metric) for metric in objective.metrics],
        steps_per_execution=steps_per_execution(training, keras.backend.backend(), steps=steps, multiply_adds=multiply_adds),
    )
    # Now, so that a restored state finds its variables, and so that their names do not depend on what is trained first.
    model.optimizer.build(model.trainable_variables)


def save(model: keras.Model, objective: Objective, path: Path) -> None:
    """Save a trained network so that plain Keras loads it: with the loss of the spec in place of a scaled one."""
    if objective.scaled:
        model.compile(model.optimizer, make(objective.loss), metrics=[make(metric) for metric in objective.metrics])
    model.save(path)


def steps_per_execution(training: Training, backend: str, *, steps: int, multiply_adds: int) -> int:
    """How many training steps run between two returns to Python.

    It changes no number: an epoch has to end with an execution, since rows of the next one would be drawn otherwise, so it is the greatest
    divisor of `steps` that is not more than asked for.
    """
    asked = training.steps_per_execution
    if isinstance(asked, str):
        step = 3 * max(multiply_adds, 1) * training.batch_size  # three passes: forward, and backward to weights and to inputs
        asked = max(1, min(MOST_STEPS, int(MOST_MULTIPLY_ADDS // step))) if backend == "tensorflow" else 1
    elif asked > 1 and backend == "torch":
        message = f"torch runs one step at a time, so `steps_per_execution = {asked}` is not possible there"
        raise Refused(Finding(codes.ONE_STEP, ("training", "steps_per_execution"), message, help='write `"auto"`, or leave it out'))
    return max(divisor for divisor in range(1, min(asked, steps) + 1) if steps % divisor == 0)
