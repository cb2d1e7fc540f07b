"""Layers that hold a layer: Bidirectional, TimeDistributed, SpectralNormalization."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specbuild.checking.plan.codes import CONTRADICTION, INNER, OUTPUTS
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Layer, Rule, ShapeError, need_axes, written
from specbuild.checking.plan.size import product


def bidirectional(arguments: Arguments, shape: Shape) -> Planned:
    """A layer over the sequence and one, with weights of its own, over its reverse; their outputs merged."""
    forward = arguments["layer"]
    backward = arguments["backward_layer"] or forward.with_arguments(go_backwards=True)
    _check_directions(forward, backward)
    if arguments["merge_mode"] is None:
        message = "would give the outputs of both directions apart"
        raise ShapeError(OUTPUTS, "merge_mode", message, 'choose "concat", "sum", "mul" or "ave"')
    there, back = forward.plan(shape), backward.plan(shape)
    assert there.output is not None
    if there.output != back.output:
        message = f"gets {written(there.output)} forwards and {written(back.output or ())} backwards"
        raise ShapeError(INNER, "backward_layer", message, "both directions need outputs of one shape")
    merged = (*there.output[:-1], 2 * there.output[-1]) if arguments["merge_mode"] == "concat" else there.output
    return Planned(merged, there.trainable + back.trainable, there.fixed + back.fixed, there.multiply_adds + back.multiply_adds)


def _check_directions(forward: Layer, backward: Layer) -> None:
    if forward.arguments["go_backwards"] == backward.arguments["go_backwards"]:
        message = "has two layers that read in the same direction"
        raise ShapeError(CONTRADICTION, "layer", message, "set `go_backwards = true` in the `backward_layer` only, if there is one")
    if forward.arguments["return_sequences"] != backward.arguments["return_sequences"]:
        message = "has two layers that differ in `return_sequences`"
        raise ShapeError(CONTRADICTION, "backward_layer", message, "give both the same")


def time_distributed(arguments: Arguments, shape: Shape) -> Planned:
    """The same layer at each place of the first axis."""
    need_axes(shape, 2)
    inner = arguments["layer"].plan(shape[1:])
    output = None if inner.output is None else (shape[0], *inner.output)
    return Planned(output, inner.trainable, inner.fixed, shape[0] * inner.multiply_adds)


def spectral_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """A layer whose kernel is divided by its largest singular value; a fixed vector, one number for each column, keeps track of it.

    The multiply-adds are those of prediction: the power iteration of training, once a batch, is left out.
    """
    inner: Planned = arguments["layer"].plan(shape)
    if not inner.kernel:
        raise ShapeError(
            INNER, "layer", f"cannot wrap `{arguments['layer'].type}`, which has no single kernel", "wrap a Dense, Conv or Embedding layer"
        )
    return replace(inner, fixed=inner.fixed + product(inner.kernel[-1:]), kernel=())


SHAPES: Mapping[str, Rule] = {
    "Bidirectional": bidirectional,
    "TimeDistributed": time_distributed,
    "SpectralNormalization": spectral_normalization,
}
