"""Backbone: a known network of `keras.applications`, whose shapes and costs the catalogue holds."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.catalogue.backbone import Network, Weights
from specbuild.catalogue.read import backbones
from specbuild.checking.plan.codes import FREEZE, PICTURE
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank, written
from specbuild.checking.plan.size import Size, below, product
from specbuild.checking.suggest import nearest


def backbone(arguments: Arguments, shape: Shape) -> Planned:
    """The maps of the last stage; weights before the first trained layer are fixed."""
    need_rank(shape, 3)
    network, channels = backbones()[arguments["network"]], shape[-1]
    if below(shape[0], network.least) or below(shape[1], network.least):
        message = f"is `{arguments['network']}`, which takes pictures from {network.least} × {network.least} on, but gets {written(shape)}"
        raise ShapeError(PICTURE, "network", message, "give the loader a larger `size`, or stack layers of your own")
    first = _first_trained(arguments, network)
    trainable = sum((_trainable(layer, channels) for layer in network.layers[first:]), start=0)
    fixed = sum((_trainable(layer, channels) for layer in network.layers[:first]), start=0)
    fixed += sum((layer.fixed + layer.fixed_by_channel * channels for layer in network.layers), start=0)
    sides = [_sides(network, side) for side in shape[:2]]
    places = [height * width for height, width in zip(*sides, strict=True)]
    values, values_by, multiply_adds, multiply_adds_by = network.single
    hidden, work = values + values_by * channels, multiply_adds + multiply_adds_by * channels
    for stage, count in zip(network.stages, places, strict=True):
        hidden += count * (stage.values + stage.values_by_channel * channels)
        work += count * (stage.multiply_adds + stage.multiply_adds_by_channel * channels)
    output = (sides[0][network.stage], sides[1][network.stage], network.channels)
    return Planned(output, trainable, fixed, work, hidden=hidden - product(output))


def _trainable(layer: Weights, channels: Size) -> Size:
    return layer.trainable + layer.trainable_by_channel * channels


def _sides(network: Network, side: Size) -> list[Size]:
    """The side at each stage."""
    found = [side]
    for stage in network.stages[1:]:
        found.append((found[stage.source] + stage.added) // stage.stride + 1)
    return found


def _first_trained(arguments: Arguments, network: Network) -> int:
    """The place of the first trained layer among those that have weights."""
    wanted, names = arguments["freeze_until"], [layer.name for layer in network.layers]
    if wanted is None:
        return 0
    if wanted not in names:
        near = nearest(wanted, names)
        message = f"is `{arguments['network']}`, which has no layer `{wanted}` with weights"
        help_ = f"did you mean `{near}`?" if near else f"its last ones are {', '.join(f'`{name}`' for name in names[-3:])}"
        raise ShapeError(FREEZE, "freeze_until", message, help_)
    return names.index(wanted)


SHAPES: Mapping[str, Rule] = {"Backbone": backbone}
