"""The second witness of `checking/meaning/families`: real operations change test patterns, and what changed is measured."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from keras import ops

from specbuild.checking.grammar.entries import read_one
from specbuild.checking.meaning.known import changes
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.pipeline import Pipeline

pytestmark = pytest.mark.slow  # left out of the tests for every save

SIZE = 48
DRAWS = 100
OUTSIDE = -1000.0
LOW, HIGH = 0.85, 1.02  # how near the largest of so many draws has to come to what was said, and how far it may go beyond


def coordinates():
    """A picture whose pixels hold their own row and column: after a change they say where they came from."""
    rows, columns = np.mgrid[:SIZE, :SIZE].astype("float32")
    return np.stack([rows, columns, np.ones_like(rows)], axis=-1)


def grey(level=128.0):
    return np.full((SIZE, SIZE, 3), level, "float32")


def ramp():
    """A picture of little contrast, so that nothing is clipped."""
    return np.repeat((np.linspace(100, 155, SIZE * SIZE).reshape(SIZE, SIZE, 1)).astype("float32"), 3, axis=-1)


def every_level():
    return np.repeat(np.resize(np.arange(256.0), (SIZE, SIZE, 1)).astype("float32"), 3, axis=-1)


def coloured(saturation=0.4):
    """Pixels of every hue."""
    hues = np.linspace(0, 1, SIZE * SIZE, endpoint=False)
    pixels = [colorsys.hsv_to_rgb(hue, saturation, 0.6) for hue in hues]
    return (np.array(pixels, "float32") * 255).reshape(SIZE, SIZE, 3)


def dot():
    picture = np.zeros((SIZE, SIZE, 3), "float32")
    picture[SIZE // 2, SIZE // 2] = 255.0
    return picture


def read_entry(type_, arguments):
    entry, wrong = read_one({"type": type_, **arguments}, "augmentations", ("augmentation", 0))
    assert not wrong
    return entry


def act(type_, arguments, picture, value_range=(0.0, 255.0)):
    """Many draws of an augmentation on one picture."""
    entry = read_entry(type_, arguments)
    pipeline = Pipeline.of([entry], Facts(picture.shape, value_range, "multiclass", ("a", "b")), seed=3)
    batch = np.repeat(picture[None], DRAWS, axis=0)
    images, _ = pipeline.apply(
        ops.convert_to_tensor(batch), ops.zeros((DRAWS,), "int32"), ops.convert_to_tensor(pipeline.draws(0, 0, DRAWS))
    )
    return ops.convert_to_numpy(images), changes(entry, picture.shape)


class Map:
    """From where in the picture each pixel of a changed coordinate picture came, as an affine map about the middle."""

    def __init__(self, changed):
        inside = changed[..., 2] > 0.999
        there = np.argwhere(inside) - (SIZE - 1) / 2
        came = changed[inside][:, :2] - (SIZE - 1) / 2
        solved, *_ = np.linalg.lstsq(np.hstack([there, np.ones((len(there), 1))]), came, rcond=None)
        self.matrix, self.offset, self.came = solved[:2].T, solved[2], came

    def orientation(self):
        (a, b), (c, d) = self.matrix
        return abs(np.degrees(np.arctan2(c - b, a + d)))

    def position(self):
        return np.abs(self.offset).max() / SIZE

    def scale(self):
        sizes = np.linalg.svd(self.matrix, compute_uv=False)
        return max(max(size, 1 / size) - 1 for size in sizes)

    def stretch(self):
        a, d = self.matrix[0, 0], self.matrix[1, 1]
        return max(a / d, d / a) - 1

    def shear(self):
        return max(abs(self.matrix[0, 1]), abs(self.matrix[1, 0]))

    def mirrored(self):
        return float(np.linalg.det(self.matrix) < 0)

    def framing(self):
        """The share of the picture's pixels that no pixel came from the neighbourhood of."""
        seen = np.zeros((SIZE, SIZE), bool)
        centre = np.clip(np.round(self.came + (SIZE - 1) / 2).astype(int), 0, SIZE - 1)
        for step in np.linspace(-0.5, 0.5, 3):  # zoomed out, neighbours lie further apart than one pixel
            for other in np.linspace(-0.5, 0.5, 3):
                near = self.matrix @ np.array([step, other])
                moved = np.clip(np.round(self.came + (SIZE - 1) / 2 + near).astype(int), 0, SIZE - 1)
                seen[moved[:, 0], moved[:, 1]] = True
        seen[centre[:, 0], centre[:, 1]] = True
        return 1 - seen.mean()


CONSTANT = {"fill_mode": "constant", "fill_value": OUTSIDE}
PLACE = {"position": Map.position, "framing": Map.framing}
SIZED = {"scale": Map.scale, "shape": Map.stretch}
GEOMETRY = [
    ("RandomRotation", {"factor": 0.1, **CONSTANT}, {"orientation": Map.orientation}, ["position", "scale"]),
    ("RandomRotation", {"factor": [0.95, 1.0], **CONSTANT}, {"orientation": Map.orientation}, ["position", "scale"]),
    ("RandomRotation", {"factor": [0.25, 0.25], **CONSTANT}, {"orientation": Map.orientation}, ["position", "scale"]),
    ("RandomTranslation", {"height_factor": 0.1, "width_factor": 0.2, **CONSTANT}, PLACE, ["orientation", "scale"]),
    ("RandomTranslation", {"height_factor": [-0.3, 0.0], "width_factor": 0, **CONSTANT}, PLACE, ["orientation", "scale"]),
    ("RandomZoom", {"height_factor": [-0.3, 0.0], **CONSTANT}, {"scale": Map.scale, "framing": Map.framing}, ["orientation", "position"]),
    ("RandomZoom", {"height_factor": [0.0, 0.3], **CONSTANT}, {"scale": Map.scale}, ["orientation", "position"]),
    ("RandomZoom", {"height_factor": 0.4, "width_factor": [0.0, 0.0], **CONSTANT}, {**SIZED, "framing": Map.framing}, ["orientation"]),
    ("RandomZoom", {"height_factor": 0.2, "width_factor": 0.1, **CONSTANT}, SIZED, ["orientation", "position"]),
    ("RandomShear", {"x_factor": 0.3, **CONSTANT}, {"shape": Map.shear, "position": Map.position}, []),
    ("RandomShear", {"y_factor": [0.0, 0.2], **CONSTANT}, {"shape": Map.shear, "position": Map.position}, []),
    ("RandomFlip", {"mode": "horizontal"}, {"mirror_horizontal": Map.mirrored}, ["position", "scale"]),
    ("RandomFlip", {"mode": "vertical"}, {"mirror_vertical": Map.mirrored}, ["position", "scale"]),
    ("RandomFlip", {}, {"orientation": Map.orientation}, ["position", "scale"]),
]  # fmt: skip
NOTHING = {"orientation": 0.3, "position": 0.004, "scale": 0.005, "framing": 0.002}


@pytest.mark.parametrize(("type_", "arguments", "measures", "unchanged"), GEOMETRY, ids=[f"{case[0]} {case[1]}" for case in GEOMETRY])
def test_geometry(type_, arguments, measures, unchanged):
    images, said = act(type_, arguments, coordinates())
    maps = [Map(image) for image in images]
    for aspect, measure in measures.items():
        found = max(measure(one) for one in maps)
        assert LOW * said[aspect].amount <= found <= HIGH * said[aspect].amount + 0.01, aspect
    for aspect in unchanged:
        assert aspect not in said
        assert max(getattr(Map, aspect)(one) for one in maps) < NOTHING[aspect], aspect
    assert {"position", "scale", "orientation"} & set(said) <= set(measures)


def test_flips_exchange_what_they_say():
    picture = coordinates()
    for mode, turned in (("horizontal", picture[:, ::-1]), ("vertical", picture[::-1]), ("horizontal_and_vertical", picture[::-1, ::-1])):
        images, _ = act("RandomFlip", {"mode": mode}, picture)
        changed = [not np.array_equal(image, picture) for image in images]
        assert any(changed)
        assert all(np.array_equal(image, turned if moved else picture) for image, moved in zip(images, changed, strict=True))


def test_a_crop_moves_and_loses_what_it_says():
    entry, _ = read_one({"type": "RandomCrop", "height": 36, "width": 40}, "augmentations", ("augmentation", 0))
    said = changes(entry, (SIZE, SIZE, 3))
    from specbuild.running.data import draws
    from specbuild.running.data.pipeline.make import make
    from specbuild.running.data.pipeline.tables import cut

    made = make("keras.layers", "RandomCrop", {"height": 36, "width": 40}, Facts((SIZE, SIZE, 3), (0.0, 255.0), "multiclass", ("a", "b")))
    layout = made.operation.draws((SIZE, SIZE, 3))
    table = ops.convert_to_tensor(draws.draws((1, 2), 0, DRAWS, layout))
    images = ops.convert_to_numpy(
        made.operation.transform(ops.convert_to_tensor(np.repeat(coordinates()[None], DRAWS, axis=0)), cut(table, layout))
    )
    top, left = (SIZE - 36) // 2, (SIZE - 40) // 2  # where `CenterCrop` cuts the window out
    images = images[:, top : top + 36, left : left + 40]
    middles = images[..., :2].mean(axis=(1, 2)) - (SIZE - 1) / 2
    assert np.abs(middles).max() / SIZE == pytest.approx(said["position"].amount)
    assert 1 - images[0, ..., 0].size / SIZE**2 == pytest.approx(said["framing"].amount)


def test_a_perspective_moves_corners_as_far_as_it_says():
    images, said = act("RandomPerspective", {"factor": [1.0, 1.0], "scale": 0.4, "fill_value": OUTSIDE}, coordinates())
    corners = [(row, column) for row in (1, SIZE - 2) for column in (1, SIZE - 2)]
    moved = [np.abs(image[corner][:2] - corner).max() for image in images for corner in corners if image[corner][2] > 0.999]
    assert 0.3 * said["shape"].amount < max(moved) / SIZE <= HIGH * said["shape"].amount + 0.02


def test_an_elastic_change_moves_pixels_as_far_as_it_says():
    images, said = act("RandomElasticTransform", {"factor": [1.0, 1.0], "scale": [1.0, 1.0]}, coordinates())
    inner = slice(8, -8)
    moved = images[:, inner, inner, :2] - coordinates()[None, inner, inner, :2]
    assert 0.1 * said["shape"].amount < moved.std() / SIZE < HIGH * said["shape"].amount


def test_erasing_paints_over_as_much_as_it_says():
    images, said = act("RandomErasing", {"factor": [1.0, 1.0], "scale": [0.02, 0.2], "fill_value": 0.0}, grey())
    lost = (images == 0).mean(axis=(1, 2, 3)).max()
    assert LOW * said["framing"].amount <= lost <= said["framing"].amount + 0.03  # whole pixels


def level(images):
    return np.abs(images.mean(axis=(1, 2, 3)) - 128).max() / 255


def channel_level(images):
    return np.abs(images.mean(axis=(1, 2)) - 128).max() / 255


def spread(images):
    return np.abs(images.std(axis=(1, 2, 3)) / ramp().std() - 1).max()


def hsv(images):
    pixels = images[:, ::12, ::12].reshape(len(images), -1, 3).clip(0, 255) / 255
    return np.array([[colorsys.rgb_to_hsv(*pixel) for pixel in image] for image in pixels])


def hue(images):
    moved = hsv(images)[..., 0] - hsv(coloured()[None])[..., 0]
    return np.abs((moved + 0.5) % 1 - 0.5).max()


def saturation(images):
    return np.abs(hsv(images)[..., 1].mean(axis=1) / hsv(coloured()[None])[..., 1].mean() - 1).max()


def chroma(images):
    """What is left of the distance between the channels."""
    return np.abs((images - images.mean(axis=-1, keepdims=True)).std(axis=(1, 2, 3)) / _chroma() - 1).max()


def _chroma():
    return (coloured() - coloured().mean(axis=-1, keepdims=True)).std()


def step(images):
    return np.abs(images - every_level()).max() / 255


VALUES = [
    ("RandomBrightness", {"factor": 0.2}, grey, {"brightness": level}),
    ("RandomBrightness", {"factor": [-0.3, 0.1]}, grey, {"brightness": level}),
    ("RandomChannelShift", {"factor": 0.2}, grey, {"brightness": channel_level}),
    ("RandomContrast", {"factor": 0.4}, ramp, {"contrast": spread}),
    ("RandomContrast", {"factor": [0.1, 0.3]}, ramp, {"contrast": spread}),
    ("RandomColorJitter", {"brightness_factor": 0.2}, grey, {"brightness": level}),
    ("RandomColorJitter", {"contrast_factor": 0.3}, ramp, {"contrast": spread}),
    ("RandomHue", {"factor": 0.3}, coloured, {"hue": hue}),
    ("RandomHue", {"factor": [0.1, 0.2]}, coloured, {"hue": hue}),
    ("RandomColorJitter", {"hue_factor": 0.2}, coloured, {"hue": hue}),
    ("RandomSaturation", {"factor": [0.4, 0.6]}, coloured, {"saturation": saturation}),
    ("RandomSaturation", {"factor": [0.25, 0.5]}, coloured, {"saturation": saturation}),
    ("RandomColorJitter", {"saturation_factor": [0.3, 0.55]}, coloured, {"saturation": saturation}),
    ("RandomColorDegeneration", {"factor": [0.0, 0.6]}, coloured, {"saturation": chroma}),
    ("RandomGrayscale", {"factor": 1.0}, coloured, {"saturation": saturation}),
    ("RandomInvert", {"factor": [1.0, 1.0]}, coloured, {"hue": hue}),
    ("RandomPosterization", {"factor": [3, 5]}, every_level, {"detail": step}),
    ("RandomPosterization", {"factor": [8, 8]}, every_level, {}),
]


@pytest.mark.parametrize(("type_", "arguments", "picture", "measures"), VALUES, ids=[f"{case[0]} {case[1]}" for case in VALUES])
def test_values(type_, arguments, picture, measures):
    images, said = act(type_, arguments, picture())
    for aspect, measure in measures.items():
        assert LOW * said[aspect].amount <= measure(images) <= HIGH * said[aspect].amount + 0.01, aspect
    if not measures:
        assert not said
        assert np.array_equal(images, np.repeat(picture()[None], DRAWS, axis=0))


def test_a_negative_turns_bright_into_dark():
    black = np.zeros((SIZE, SIZE, 3), "float32")
    for type_, arguments in (("RandomInvert", {"factor": [1.0, 1.0]}), ("Solarization", {"threshold_factor": [1.0, 1.0]})):
        images, said = act(type_, arguments, black + 250.0)
        assert (250.0 - images.min()) / 255 > LOW * said["brightness"].amount
        slope = [np.polyfit(ramp().ravel(), image.ravel(), 1)[0] for image in act(type_, arguments, ramp())[0]]
        assert min(slope) == pytest.approx(1 - said["contrast"].amount, abs=0.1)


def test_what_depends_on_the_picture_knows_no_bound():
    for type_ in ("AutoContrast", "Equalization"):
        images, said = act(type_, {}, ramp() * 0.2 + 10)
        assert images.std() > 5 * (ramp() * 0.2).std()
        assert np.abs(images.mean() - (ramp() * 0.2 + 10).mean()) / 255 > 0.2
        assert all(said[aspect].amount == float("inf") for aspect in ("brightness", "contrast", "hue", "saturation"))


def test_a_blur_is_as_wide_as_it_says():
    images, said = act("RandomGaussianBlur", {"factor": [1.0, 1.0], "kernel_size": 9, "sigma": [0.9, 0.9]}, dot())
    rows = np.arange(SIZE) - SIZE // 2
    profile = images[0, ..., 0].sum(axis=1)
    assert np.sqrt((profile * rows**2).sum() / profile.sum()) == pytest.approx(said["detail"].amount, rel=0.03)


def test_sharpness_mixes_with_the_blur_as_it_says():
    blurred, _ = act("RandomSharpness", {"factor": [0.0, 0.0]}, dot())
    for bounds in ([0.25, 0.25], [0.5, 0.5], [0.25, 0.6]):
        images, said = act("RandomSharpness", {"factor": bounds}, dot())
        way = (images - dot()) / (blurred[0] - dot() + 1e-9)
        middle = np.abs(way[:, SIZE // 2, SIZE // 2, 0]).max()
        amount = said["detail"].amount if said else 0.0
        assert LOW * amount - 1e-6 <= middle <= HIGH * amount + 0.02


@pytest.mark.parametrize(("type_", "arguments"), [("RandAugment", {"factor": 0.3}), ("AugMix", {"factor": 0.3})])
def test_a_medley_moves_as_far_as_its_parts(type_, arguments):
    from specbuild.checking.meaning.change import Subject
    from specbuild.checking.meaning.families import moves, turns

    said = changes(read_entry(type_, arguments), grey().shape)
    parts = [
        *turns.rotation(Subject({"factor": (0.0, 0.3)})),
        *moves.translation(Subject({"height_factor": (0, 0.3), "width_factor": (0, 0.3)})),
    ]
    assert all(said[part.aspect].amount >= part.amount for part in parts)
    for changed, name in ((0.95 * 255, "brightness"), (0.5 * 255, "contrast")):  # a negative of it is among what comes out
        images, _ = act(type_, arguments, grey(changed) if name == "brightness" else ramp())
        assert images.min() < (0.35 * 255 if type_ == "RandAugment" else 0.9 * 255)
