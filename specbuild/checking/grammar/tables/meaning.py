"""`[meaning]`: what a change may not touch without changing the label."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from specbuild.checking.grammar.tables.strict import Table

Aspect = Literal[
    "orientation", "mirror_horizontal", "mirror_vertical", "mirror_depth", "position", "scale", "shape", "framing", "hue", "saturation",
    "brightness", "contrast", "detail", "time_direction", "time_order", "time_position", "tempo", "pitch", "amplitude", "offset",
    "channels", "wording", "word_order", "values",
]  # fmt: skip
Preset = Literal[
    "digits", "characters", "documents", "natural photographs", "faces", "traffic", "medical", "microscopy", "aerial", "spectrograms",
    "medical volumes", "actions", "sensors", "speech", "music", "sounds", "sentences", "measurements",
]  # fmt: skip
Bearing = Literal["matters", "free"] | Annotated[float, Field(ge=0)]


class Meaning(Table):
    """What carries meaning in the data: for each aspect `"matters"`, `"free"`, or how far it may change, in the aspect's unit."""

    preset: Preset | None = None
    """Start from the declarations for a well-known kind of data; the keys beside it win."""

    orientation: Bearing | None = None
    """Turning, in degrees."""
    mirror_horizontal: Bearing | None = None
    """Left and right exchanged; of volumes, the two ends of the last axis."""
    mirror_vertical: Bearing | None = None
    """Up and down exchanged; of volumes, the two ends of the second axis."""
    mirror_depth: Bearing | None = None
    """The first slice and the last exchanged, in volumes: left and right of a patient, where axes are canonical."""
    position: Bearing | None = None
    """Place in the picture, as a share of its size."""
    scale: Bearing | None = None
    """Size of what is shown, as a factor: 0.2 allows from 1/1.2 to 1.2 times."""
    shape: Bearing | None = None
    """Shear, perspective and elastic bending, as a share of the size."""
    framing: Bearing | None = None
    """Share of a sample that is lost: crops, zooming in, erasing; windows and masks in time."""
    hue: Bearing | None = None
    """Colour, as a share of the colour circle."""
    saturation: Bearing | None = None
    """Strength of the colours, as a share."""
    brightness: Bearing | None = None
    """Brightness, as a share of the value range."""
    contrast: Bearing | None = None
    """Contrast, as a share."""
    detail: Bearing | None = None
    """Sharpness and fine structure: blur, noise, posterising; as a share (of series and audio, of their spread)."""
    time_direction: Bearing | None = None
    """Forwards or backwards in time."""
    time_order: Bearing | None = None
    """Order of the parts in time, as a share that is out of place."""
    time_position: Bearing | None = None
    """Place in time, as a share of the length."""
    tempo: Bearing | None = None
    """Speed, as a factor."""
    pitch: Bearing | None = None
    """Pitch, in semitones."""
    amplitude: Bearing | None = None
    """Loudness or size of the values, as a share."""
    offset: Bearing | None = None
    """Level of the values, as a share of their spread."""
    channels: Bearing | None = None
    """Which channels are present, as a share of them."""
    wording: Bearing | None = None
    """Words, as a share of them."""
    word_order: Bearing | None = None
    """Order of the words, as a share that is out of place."""
    values: Bearing | None = None
    """Numbers of a table, as a share of their spread."""
