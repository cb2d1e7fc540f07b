"""What kind of thing one sample is, and its shape, as far as the loader's arguments tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.size import Size, unknown

KINDS = ("picture", "volume", "clip", "series", "text", "audio", "vector")  # that a sample can be
CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}
PIXELS = (0.0, 255.0)
SOUND = (-1.0, 1.0)
OF_PIXELS = ("image_folder", "image_table", "video")
BUNDLED: Mapping[str, Shape] = {"digits": (8, 8, 1), "iris": (4,), "wine": (13,), "breast_cancer": (30,), "diabetes": (10,)}


def kind_of(loader: Entry) -> str | None:
    """One of `KINDS`: what a sample is. A loader has one kind, or an argument that says it; None where only the data tell."""
    if loader.type == "bundled":
        return "picture" if len(BUNDLED[loader.arguments["name"]]) == 3 else "vector"
    kind = loader.arguments.get("kind") or loader.known.facts.get("kind")
    return None if kind is None else str(kind)


def input_shape(loader: Entry) -> Shape | None:
    """The shape of a sample, with names for the sizes that only the data know.

    Returns:
        The shape; None for a loader whose samples have no shape that its arguments tell.
    """
    rule = RULES.get(loader.type)
    return rule(loader) if rule else None


def range_of(loader: Entry) -> tuple[float, float] | None:
    """Least and greatest value of a sample, as the loader's arguments tell it; None where nothing bounds it, or only the data tell."""
    stated = next((value for name in ("window", "value_range") if isinstance(value := loader.arguments.get(name), list | tuple)), None)
    if stated is not None:
        return (float(stated[0]), float(stated[1]))
    if loader.type == "bundled":
        return (0.0, 16.0) if loader.arguments["name"] == "digits" else None
    return PIXELS if loader.type in OF_PIXELS else SOUND if loader.type == "audio" else None


def _picture(loader: Entry) -> Shape:
    size = loader.arguments["size"]
    height, width = (unknown("height"), unknown("width")) if size is None else size
    return (height, width, _channels(loader))


def _channels(loader: Entry) -> Size:
    mode = loader.arguments["color_mode"]
    return CHANNELS[mode] if mode in CHANNELS else unknown("channels")


def _bundled(loader: Entry) -> Shape | None:
    return BUNDLED.get(loader.arguments["name"])


def _vector(loader: Entry) -> Shape:
    return (unknown("features"),)


def _audio(loader: Entry) -> Shape:
    length, channels = max(1, round(loader.arguments["seconds"] * loader.arguments["sample_rate"])), loader.arguments["channels"]
    return (length,) if channels is None else (length, channels)


def _text(loader: Entry) -> Shape:
    return (loader.arguments["length"] or unknown("length"),)


_ARRAYS: Mapping[str, Sequence[str]] = {
    "vector": ("features",), "text": ("length",), "series": ("length", "channels"), "audio": ("length", "channels"),
    "picture": ("height", "width", "channels"), "volume": ("depth", "height", "width", "channels"),
    "clip": ("frames", "height", "width", "channels"),
}  # fmt: skip


def _array(loader: Entry) -> Shape | None:
    sizes = _ARRAYS.get(loader.arguments["kind"] or "")
    return tuple(unknown(size) for size in sizes) if sizes else None


def _volume(loader: Entry) -> Shape:
    return (*loader.arguments["size"], loader.arguments["channels"])


def _series(loader: Entry) -> Shape:
    arguments = loader.arguments
    channels = arguments["channels"] + arguments["length_channel"] if arguments["layout"] == "wide" else unknown("channels")
    return (arguments["length"] or unknown("length"), channels)


def _forecast(loader: Entry) -> Shape:
    values, target = loader.arguments["values"], loader.arguments["target"]
    if values is None:
        return (loader.arguments["history"], len(target) if isinstance(target, list) else 1)
    return (loader.arguments["history"], unknown("channels"))


def _video(loader: Entry) -> Shape:
    return (loader.arguments["frames"], *_picture(loader))


RULES: Mapping[str, Callable[[Entry], Shape | None]] = {
    "array": _array,
    "audio": _audio,
    "bundled": _bundled,
    "forecast": _forecast,
    "image_folder": _picture,
    "image_table": _picture,
    "series": _series,
    "table": _vector,
    "text": _text,
    "video": _video,
    "volume": _volume,
}
