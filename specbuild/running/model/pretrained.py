"""The weights that a `Backbone` begins with, from a file of the user."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from pathlib import Path

import h5py

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.running import codes
from specbuild.running.model.build import Built, walk
from specbuild.running.model.layers.backbone import Backbone

BYTES = 4  # of a weight
MOST = 4  # times what the network takes: a file may also hold what an optimizer keeps


def pretrain(built: Built, spec: Spec, base: Path) -> None:
    """Give every `Backbone` that names a file the weights in it.

    Args:
        built: The network, with weights drawn anew.
        spec: Its spec.
        base: The folder that paths in the spec start from.

    Raises:
        Refused: M004, there is no such file of weights; M005, it belongs to another network.
    """
    for layer in walk(built.model):
        if isinstance(layer, Backbone) and layer.weights_file is not None:
            _load(layer, base / Path(layer.weights_file).expanduser(), _entry(spec, layer.weights_file))


def weights_digests(spec: Spec, base: Path) -> dict[str, str]:
    """SHA-256 of every file of weights that a spec names, by that name."""
    return {name: _digest(base / Path(name).expanduser()) for entry in _backbones(spec) if (name := entry.given.get("weights"))}


def _load(layer: Backbone, path: Path, entry: Entry) -> None:
    at = (*entry.path, "weights")
    if not path.is_file() or path.suffix != ".h5" or not h5py.is_hdf5(path):
        message = f"there is no file of weights `{path}`" if not path.is_file() else f"`{path}` is no file of weights"
        raise Refused(Finding(codes.NO_WEIGHTS, at, message, help="a path starts from the folder of the spec, and the file ends in `.h5`"))
    assert layer.inside is not None
    try:
        _check_size(path, BYTES * layer.inside.count_params())
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # Keras only warns of layers that the file knows nothing of
            layer.inside.load_weights(path)
    except (ValueError, KeyError, OSError, TypeError, UserWarning) as error:
        said = " ".join(str(error).split())[:300]
        message = f"the weights in `{path}` do not fit `{layer.network}`: {said}"
        help_ = f"take weights of `keras.applications.{layer.network}` without the head, for {layer.inside.input_shape[-1]} channels"
        raise Refused(Finding(codes.OTHER_WEIGHTS, at, message, help=help_)) from error


def _check_size(path: Path, network: int) -> None:
    """A small file may claim to hold terabytes: what it unpacks to is summed up before anything is read."""
    claimed = 0

    def add(_: str, found: object) -> None:
        nonlocal claimed
        claimed += found.nbytes if isinstance(found, h5py.Dataset) else 0

    with h5py.File(path) as file:
        file.visititems(add)
    if claimed > MOST * network + 2**20:
        raise ValueError(f"it holds {claimed:,} bytes, and the network {network:,}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(spec: Spec, weights: str) -> Entry:
    return next(entry for entry in _backbones(spec) if entry.given.get("weights") == weights)


def _backbones(spec: Spec) -> Iterator[Entry]:
    return (entry for top in spec.layers for entry in _within(top) if entry.type == "Backbone")


def _within(entry: Entry) -> Iterator[Entry]:
    """An entry and those inside it, at every depth."""
    yield entry
    held = [entry.given["layer"]] if isinstance(entry.given.get("layer"), Entry) else []
    for inner in (*held, *(one for strand in entry.strands for one in strand)):
        yield from _within(inner)
