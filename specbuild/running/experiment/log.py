"""What a run writes while it trains: the numbers and times of each epoch, and the state to go on from."""

from __future__ import annotations

from specbuild.running.experiment.resume import STATE
from specbuild.running.train.history import Epoch
from specbuild.running.train.state import State
from specbuild.running.workdir import atomic
from specbuild.running.workdir.folder import RunFolder


class Log:
    """Writes after every epoch: first its numbers, then the state, so that a crash between the two costs one epoch and no truth."""

    def __init__(self, folder: RunFolder, *, done: int = 0) -> None:
        """Open the files of a run.

        Args:
            folder: The run.
            done: Epochs that the state to go on from has seen; what was written after them is dropped.
        """
        self._state_file = folder.checkpoints / STATE
        self._metrics, self._timings = folder.metrics_log(), folder.timings_log()
        for log in (self._metrics, self._timings):
            log.keep(done)

    def epoch(self, epoch: Epoch) -> None:
        """An epoch is done."""
        self._metrics.append(epoch.number, epoch.numbers)
        self._timings.append(epoch.number, {"training_seconds": epoch.training_seconds, "evaluation_seconds": epoch.evaluation_seconds})

    def state(self, state: State) -> None:
        """The state after the epoch."""
        atomic.write_bytes(self._state_file, state.to_bytes())
