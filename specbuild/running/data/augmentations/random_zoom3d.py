"""RandomZoom3D: zoom into and out of volumes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.pixels.affine3d import affine_transform_3d, diagonal
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import both_ways, within

KINDS = ("volume",)
Zoom = Annotated[float, Field(ge=-0.95, le=10)]
ZoomRange = Zoom | tuple[Zoom, Zoom]


class RandomZoom3D:
    """Zoom volumes about their centre.

    As in `RandomZoom`, a factor above 0 zooms out and one below 0 zooms in: 0.2 shows 1.2 times as much along that axis.

    Args:
        depth_factor: How far along the depth: a number f for "from -f to f", or a pair of bounds. At 0 nothing is zoomed.
        height_factor: The same along the height; left out, height is zoomed as depth is.
        width_factor: The same along the width; left out, width is zoomed as depth is.
        fill_mode: What lies outside of the volume: "reflect", "wrap", "constant", "nearest" or "mirror".
        interpolation: "bilinear" reads between eight voxels, "nearest" takes the nearest.
        fill_value: What lies outside under "constant".
    """

    def __init__(
        self,
        depth_factor: ZoomRange,
        height_factor: ZoomRange | None = None,
        width_factor: ZoomRange | None = None,
        fill_mode: Literal["reflect", "wrap", "constant", "nearest", "mirror"] = "reflect",
        interpolation: Literal["bilinear", "nearest"] = "bilinear",
        fill_value: float = 0.0,
    ) -> None:
        named = {"depth_factor": depth_factor, "height_factor": height_factor, "width_factor": width_factor}
        self.given = tuple(factor is not None for factor in named.values())
        self.factors = tuple(within(name, both_ways(factor), -0.95, 10) for name, factor in named.items() if factor is not None)
        self.filling = interpolation, fill_mode, fill_value

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A factor for each axis that has a range of its own."""
        return tuple(Draw(factor) for factor in self.factors)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Zoom each volume."""
        own = iter(drawn)
        factors = ops.stack([1.0 + (next(own) if given else drawn[0]) for given in self.given], axis=-1)
        return affine_transform_3d(images, diagonal(factors), ops.zeros_like(factors), *self.filling)
