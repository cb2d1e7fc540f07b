"""All the state of a run: what has to be kept after an epoch so that the run can go on as if it had never stopped.

That is: every variable of the network (weights, moving averages, the state of each seed generator), every variable of the optimizer
(moments, step count, learning rate), what callbacks remember, and how many epochs are done. The order of rows and all augmentation are pure
functions of seed and epoch, so the place in the data is the number of the epoch.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running import codes

FORMAT = 1
RUN = "run.json"
# What each callback of the catalogue remembers from epoch to epoch; everything else in it follows from its arguments.
REMEMBERED: Mapping[str, tuple[str, ...]] = {
    "EarlyStopping": ("wait", "stopped_epoch", "best", "best_weights", "best_epoch"),
    "ReduceLROnPlateau": ("best", "wait", "cooldown_counter"),
    "SwapEMAWeights": ("_ema_weights_in_model",),
    "TerminateOnNaN": (),
}


@dataclass(frozen=True, slots=True)
class State:
    """The state of a run between two epochs.

    Attributes:
        epoch: How many epochs are done.
        variables: Arrays by name, `model/...`, `optimizer/...` and `callbacks/...`.
        callbacks: For each callback its type, and by name what it remembers that is no array.
        history: The numbers of every epoch so far, by name.
        stopped: Why training ended, if it has: "early"; None while it goes on.
    """

    epoch: int
    variables: Mapping[str, np.ndarray]
    callbacks: Sequence[Mapping[str, Any]] = ()
    history: Mapping[str, Sequence[float]] = field(default_factory=dict)
    stopped: str | None = None

    def to_bytes(self) -> bytes:
        """A zip file that NumPy opens without pickle: an `.npy` for each array, and `run.json` for the rest."""
        rest = {"format": FORMAT, "epoch": self.epoch, "stopped": self.stopped, "callbacks": self.callbacks, "history": self.history}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(RUN), json.dumps(rest, indent=1))
            for name, array in self.variables.items():
                # A `ZipInfo` holds no time of its own, so that equal states are equal files.
                with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as member:
                    np.lib.format.write_array(member, np.asarray(array), allow_pickle=False)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes, name: str = "the state") -> State:
        """Read what `to_bytes` wrote.

        Args:
            content: The bytes.
            name: What to call it in a finding: its path.

        Raises:
            Refused: L003, it is damaged, or of a later version.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                rest = json.loads(archive.read(RUN))
                members = [member for member in archive.namelist() if member != RUN]
                arrays = {member.removesuffix(".npy"): _array(archive.read(member)) for member in members}
            if rest["format"] != FORMAT:
                raise ValueError(f"it has format {rest['format']}, and this specbuild reads {FORMAT}")
            return cls(rest["epoch"], arrays, rest["callbacks"], rest["history"], rest["stopped"])
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise Refused(Finding(codes.BROKEN_STATE, (), f"{name} cannot be read: {error}", help="start the run afresh")) from error


def capture(
    model: keras.Model,
    callbacks: Sequence[keras.callbacks.Callback],
    *,
    epoch: int,
    history: Mapping[str, Sequence[float]],
    stopped: str | None = None,
) -> State:
    """Take the state of a run at the end of an epoch.

    Args:
        model: The compiled network.
        callbacks: The callbacks of the spec, in its order.
        epoch: How many epochs are done.
        history: The numbers of every epoch so far.
        stopped: Why training ends here, if it does.
    """
    variables = {name: np.array(keras.ops.convert_to_numpy(variable)) for name, variable in _variables(model).items()}
    remembered = []
    for place, callback in enumerate(callbacks):
        memory = {name: getattr(callback, name) for name in REMEMBERED[type(callback).__name__]}
        weights = memory.pop("best_weights", None)
        for number, array in enumerate(weights or ()):
            variables[f"callbacks/{place}/best_weights/{number:04}"] = np.array(array)
        remembered.append({"type": type(callback).__name__, **{name: _plain(value) for name, value in memory.items()}})
    return State(epoch, variables, tuple(remembered), {name: list(values) for name, values in history.items()}, stopped)


def restore(state: State, model: keras.Model, callbacks: Sequence[keras.callbacks.Callback]) -> None:
    """Put a run back where it was. Call it once callbacks have begun: Keras lets them forget everything there.

    Raises:
        Refused: L004, the state is that of another network, or of other callbacks.
    """
    wanted = _variables(model)
    _compare(state, wanted, callbacks)
    for name, variable in wanted.items():
        variable.assign(state.variables[name])
    for place, (callback, memory) in enumerate(zip(callbacks, state.callbacks, strict=True)):
        for name, value in memory.items():
            if name != "type":
                setattr(callback, name, value)
        weights = [array for name, array in sorted(state.variables.items()) if name.startswith(f"callbacks/{place}/best_weights/")]
        if weights:
            callback.best_weights = weights


def _variables(model: keras.Model) -> dict[str, keras.Variable]:
    parts = (("model", model.variables), ("optimizer", model.optimizer.variables))
    return {f"{part}/{place:04}/{variable.path}": variable for part, variables in parts for place, variable in enumerate(variables)}


def _compare(state: State, wanted: Mapping[str, keras.Variable], callbacks: Sequence[keras.callbacks.Callback]) -> None:
    shapes = {name: tuple(variable.shape) for name, variable in wanted.items()}
    found = {name: array.shape for name, array in state.variables.items() if not name.startswith("callbacks/")}
    types, given = [type(callback).__name__ for callback in callbacks], [memory["type"] for memory in state.callbacks]
    if shapes == found and types == given:
        return
    differing = sorted(name.split("/", 2)[2] for name in shapes.keys() | found.keys() if shapes.get(name) != found.get(name))
    what = f"variables {', '.join(f'`{name}`' for name in differing[:5])}" if differing else f"callbacks ({', '.join(given) or 'none'})"
    message = f"the saved state does not belong to this spec: its {what} differ"
    raise Refused(Finding(codes.FOREIGN_STATE, (), message, help="resume with the spec that the run was started with"))


def _plain(value: Any) -> Any:
    """A number that JSON keeps: what metrics give may be an array of one number."""
    return value if value is None or isinstance(value, bool | int | float) else float(value)


def _array(content: bytes) -> np.ndarray:
    array: np.ndarray = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
    return array
