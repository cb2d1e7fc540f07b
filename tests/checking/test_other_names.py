"""Words of scripts, other libraries and other languages: the finding says what is written here instead."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Refused, Severity
from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge

HEAD = """format = 1
name = "lesson"
seed = 0
task.type = "multiclass"
training.epochs = 2
"""
LOADER = 'loader = { type = "image_folder", path = "shapes", size = [32, 32] }\n'
LAYERS = """
[[layers]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Conv2D"
filters = 8
kernel_size = 3

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
SPEC = HEAD + LOADER + LAYERS


def helps(text: str) -> list[str]:
    """What the errors of a text say is to be done."""
    try:
        findings = judge(Document.of(text)).findings
    except Refused as refused:
        findings = refused.findings
    return [finding.help for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("word", "help_"),
    [
        pytest.param("nn.Linear", "did you mean `Dense`?", id="PyTorch's, with its module"),
        pytest.param("keras.layers.Dense", "did you mean `Dense`?", id="Keras's, with its module"),
        pytest.param("MinPool2D", "did you mean `MinPooling2D`?", id="the pooling that is not the largest"),
        pytest.param("Deconvolution2D", "did you mean `Conv2DTranspose`?", id="Keras 1's transposed convolution"),
        pytest.param("Upsample", "did you mean `UpSampling2D`?", id="PyTorch's enlargement"),
        pytest.param("Sigmoid", 'write `type = "Activation"` with `activation = "sigmoid"`', id="an activation as a layer"),
        pytest.param("ImageDataGenerator", "`[[augmentation]]`", id="the generator of scripts"),
        pytest.param("Sequential", "leave it out", id="the model itself"),
        pytest.param("Merge", "use `Branches`", id="Keras 1's merge"),
        pytest.param("Input", "remove it: the loader tells the first shape", id="the input"),
        pytest.param("InputLayer", "remove it: the loader tells the first shape", id="the layer of the input"),
    ],
)  # fmt: skip
def test_a_layer(word, help_):
    assert help_ in helps(SPEC.replace('"Flatten"', f'"{word}"'))[0]


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        pytest.param("kernel = 5", "did you mean `kernel_size`, which is there already?", id="a short word for what is there"),
        pytest.param("out_channels = 5", "did you mean `filters`, which is there already?", id="PyTorch's word for what is there"),
        pytest.param('act = "relu"', "did you mean `activation`?", id="a short word"),
        pytest.param('init = "he_normal"', "did you mean `kernel_initializer`?", id="Keras 1's word"),
        pytest.param("input_dim = 3", "remove it: the loader tells the first shape", id="the width of the input"),
        pytest.param('dim_ordering = "tf"', "remove it: pictures are (height, width, channels)", id="Keras 1's order of axes"),
        pytest.param("relu = true", 'write `activation = "relu"`', id="an activation as a switch"),
        pytest.param("dropout = 0.2", '`type = "Dropout"`', id="a layer as an argument"),
        pytest.param('activation = "ReLU"', "did you mean `relu`?", id="the layer's capitals for the activation"),
        pytest.param('activation = "LeakyReLU"', "did you mean `leaky_relu`?", id="the layer's name for the activation"),
        pytest.param('activation = "None"', 'write `"none"`', id="Python's None as text"),
        pytest.param('kernel_regularizer = "l2(0.01)"', 'write `{ type = "L2", l2 = 0.01 }`', id="a call"),
        pytest.param('strides = "2x2"', "write `[2, 2]`", id="two numbers in a text"),
        pytest.param('strides = "(2, 2)"', "write `[2, 2]`", id="a tuple in a text"),
    ],
)  # fmt: skip
def test_an_argument_of_a_convolution(written, help_):
    assert help_ in helps(SPEC.replace("kernel_size = 3", f"kernel_size = 3\n{written}"))[0]


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        pytest.param("rotation_range = 40", '`type = "RandomRotation"`', id="turns"),
        pytest.param("width_shift_range = 0.2", '`type = "RandomTranslation"`', id="shifts"),
        pytest.param("horizontal_flip = true", '`type = "RandomFlip"` and `mode = "horizontal"`', id="mirrors"),
        pytest.param("zoom_range = 0.2", '`type = "RandomZoom"`', id="zooms"),
        pytest.param("shear_range = 0.2", '`type = "RandomShear"`', id="shears"),
        pytest.param("brightness_range = [0.5, 1.5]", '`type = "RandomBrightness"`', id="brightness"),
        pytest.param("channel_shift_range = 20.0", '`type = "RandomChannelShift"`', id="channel shifts"),
        pytest.param("zca_whitening = true", '`type = "ZCAWhitening"`', id="whitening"),
        pytest.param('rescale = "1/255"', '`type = "Rescaling"` and `scale = "1/255"`', id="rescaling"),
        pytest.param("validation_split = 0.2", "write `validation` under `[split]`", id="the share for validation"),
        pytest.param("batch_size = 32", "it belongs under `[training]`", id="the batch"),
        pytest.param('class_mode = "binary"', "`task.type`", id="the kind of labels"),
        pytest.param("shuffle = true", "remove it", id="the order"),
        pytest.param("target_size = [32, 32]", "did you mean `size`, which is there already?", id="the size"),
        pytest.param("crop_to_aspect_ratio = true", 'write `resize = "crop"`', id="how to resize"),
        pytest.param('decoder = "cv2"', 'did you mean `"opencv"`?', id="a module for its library"),
        pytest.param('decoder = "PIL"', 'did you mean `"pillow"`?', id="the old name of a library"),
        pytest.param('color_mode = "L"', 'did you mean `"grayscale"`?', id="Pillow's word for grey"),
        pytest.param("background = 255", "write `[255, 255, 255]`", id="one number for three"),
    ],
)  # fmt: skip
def test_an_argument_of_image_data_generators_and_their_like(written, help_):
    assert help_ in helps(HEAD + LOADER.replace(" }", f", {written} }}") + LAYERS)[0]


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        pytest.param('optimizer = "Adam(lr=0.001)"', 'write `{ type = "Adam", learning_rate = 0.001 }`', id="a call with an old word"),
        pytest.param('optimizer = { name = "Adam" }', 'write `type = "Adam"` for `name = "Adam"`', id="a type behind another key"),
        pytest.param('loss = "SparseCategoricalCrossentropy(from_logits=True)"',
                     'write `{ type = "SparseCategoricalCrossentropy", from_logits = true }`', id="a loss as scripts have it"),
        pytest.param('optimizer = { type = "SGD", decay = 1e-6 }', "write a schedule", id="old Keras's decay of the rate"),
        pytest.param('batch_size = "32"', "write `32`", id="a number as text"),
        pytest.param("batch_size = 32.0", "write `32`", id="a whole number with a point"),
        pytest.param("nb_epoch = 3", "did you mean `epochs`, which is there already?", id="Keras 1's epochs"),
        pytest.param("momentum = 0.9", "it belongs to the optimizer", id="what the optimizer takes"),
        pytest.param("early_stopping = true", "`[[training.callbacks]]`", id="a callback as a switch"),
        pytest.param("num_workers = 4", "remove it", id="PyTorch's loader"),
    ],
)  # fmt: skip
def test_a_key_of_training(written, help_):
    assert help_ in helps(SPEC.replace("training.epochs = 2", f"training.epochs = 2\ntraining.{written}"))[0]


@pytest.mark.parametrize(
    ("before", "after", "help_"),
    [
        pytest.param('scale = "1/255"', "rescale+1/255.0", 'write `key = value`, as in `rescale = "1/255.0"`', id="the slip of the lesson"),
        pytest.param('scale = "1/255"', "scale = 1./255", 'write a fraction as text: `"1/255"`', id="a fraction as scripts have it"),
        pytest.param("kernel_size = 3", "kernel_size = (3, 3)", "write a list in square brackets", id="a tuple"),
        pytest.param("kernel_size = 3", "kernel_size: 3", "as in `kernel_size = ...`", id="YAML's colon"),
        pytest.param("kernel_size = 3", "kernel_size = 3,", "remove the comma", id="Python's comma"),
        pytest.param("kernel_size = 3", "use_bias = True", "TOML writes `true` and `false`", id="Python's True"),
        pytest.param("kernel_size = 3", "use_bias = yes", "TOML writes `true` and `false`", id="YAML's yes"),
        pytest.param("kernel_size = 3", "activation = null", '`"none"`', id="JSON's null"),
        pytest.param("kernel_size = 3", "// three", "a comment begins with `#`", id="a comment of C"),
        pytest.param(LAYERS, '\n[[layers]\ntype = "Flatten"\n', "close the header with as many brackets", id="a bracket missing"),
        pytest.param('path = "shapes"', 'path = "C:\\Users\\shapes"', "a path is written with `/`", id="a path of Windows"),
        pytest.param(SPEC, '{"format": 1}', "this is JSON", id="JSON"),
        pytest.param(SPEC, "import keras", "this is Python", id="Python"),
        pytest.param(SPEC, HEAD + LOADER + 'layers = [\n  { type = "Rescaling", scale = 1/255 },\n]', "write a fraction as text",
                     id="a fraction in an entry of one line"),
        pytest.param(SPEC, HEAD + LOADER + 'layers = [\n  { type = "Dense", units: 3 },\n]', "as in `units = ...`",
                     id="a colon in an entry of one line"),
    ],
)  # fmt: skip
def test_what_is_no_toml(before, after, help_):
    assert help_ in helps(SPEC.replace(before, after))[0]


@pytest.mark.parametrize(
    ("before", "after", "help_"),
    [
        pytest.param('"multiclass"', '"classification"', "did you mean `multiclass`?", id="a task"),
        pytest.param('"image_folder"', '"flow_from_directory"', "did you mean `image_folder`?", id="a loader"),
        pytest.param('type = "Flatten"', 'Flatten = { name = "flat" }', 'write `type = "Flatten"`', id="a type as a key"),
        pytest.param("size = [32, 32]", "size = 32", "write `[32, 32]`", id="one number for a size"),
        pytest.param("loader = {", "dataset = {", "did you mean `loader`?", id="the data"),
    ],
)  # fmt: skip
def test_a_word_of_the_language(before, after, help_):
    assert any(help_ in one for one in helps(SPEC.replace(before, after)))


@pytest.mark.parametrize("scale", ["1/255", "1./255", "1.0 / 255", "1/255.", "1/255.0"])
def test_a_fraction_in_every_form(scale):
    assert not helps(SPEC.replace('"1/255"', f'"{scale}"'))


def test_what_is_missing_in_an_empty_file_is_said_with_its_meaning():
    assert "add `format = ...`: version of the spec language" in helps("")
