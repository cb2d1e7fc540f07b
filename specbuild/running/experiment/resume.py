"""Going on with a run: its spec, its state, and the proof that spec and data are still the same."""

from __future__ import annotations

from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Refused, dotted
from specbuild.checking.document.address import value_at
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.grammar.write import leaves, write_spec
from specbuild.running import codes
from specbuild.running.experiment.data import Data
from specbuild.running.train.state import State
from specbuild.running.workdir import finished
from specbuild.running.workdir.folder import RunFolder

STATE = "state.npz"
CHANGEABLE: frozenset[KeyPath] = frozenset({("training", "epochs")})  # the only value that nothing before the end depends on


def check_same_spec(spec: Spec, recorded: Spec) -> None:
    """Compare the spec that a run is to go on with, with the one it began with.

    Raises:
        Refused: they differ in anything but the number of epochs.
    """
    new, old = write_spec(spec), write_spec(recorded)
    paths = dict.fromkeys([*leaves(new), *leaves(old)])
    changed = [path for path in paths if path not in CHANGEABLE and value_at(new, path) != value_at(old, path)]
    if changed:
        raise Refused(*(_changed(path, value_at(old, path)) for path in changed))


def _changed(path: KeyPath, before: Any) -> Finding:
    was = f"it was `{before}`" if before is not None else "it was not there"
    return Finding(
        codes.CHANGED_SPEC, path, f"`{dotted(path)}` is not what the run began with: {was}", help="put it back, or start a run afresh"
    )


def check_same_data(run: RunFolder, data: Data) -> None:
    """Compare the rows, their parts and their content with those that the run began with.

    Raises:
        Refused: they differ; the finding names rows.
    """
    split = finished.split(run)
    parts = data.parts()
    before = {row: (part, digest) for row, part, digest in zip(split.ids, split.subsets, split.digests, strict=True)}
    now = {
        row: (parts.get(index, ""), digest)
        for index, (row, digest) in enumerate(zip(data.samples.ids, data.samples.digests(), strict=True))
    }
    changed = sorted(row for row in before.keys() | now.keys() if before.get(row) != now.get(row))
    if changed:
        shown = ", ".join(f"`{row}`" for row in changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
        message = f"the data is not what the run began with: {shown} changed"
        raise Refused(Finding(codes.CHANGED_DATA, ("loader",), message, help="bring the data back, or start a run afresh", about="header"))


def load_state(run: RunFolder) -> State:
    """The state after the last epoch that was finished.

    Raises:
        Refused: no epoch was finished, or the file is damaged.
    """
    file = run.checkpoints / STATE
    if not file.exists():
        message = f"`{run.path}` has no finished epoch to go on from"
        raise Refused(Finding(codes.NO_STATE, (), message, help="start the run afresh"))
    return State.from_bytes(file.read_bytes(), str(file))
