"""A Backbone is the network of `keras.applications` that it names, planned as Keras builds it, with the weights of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import h5py
import keras
import numpy as np
import pytest

from specbuild.catalogue.read import BACKBONES, backbones, table
from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.judge import Judged, judge
from specbuild.checking.plan.make import make as make_plan
from specbuild.checking.plan.plan import Plan
from specbuild.running.model.agreement import check
from specbuild.running.model.build import Built, build
from specbuild.running.model.layers.backbone import Network
from specbuild.running.model.pretrained import pretrain, weights_digests

HEAD = """
format = 1
name = "transfer"
seed = 1
task.type = "multiclass"
preprocessing = [{ type = "Rescaling", scale = "1/127.5", offset = -1.0 }]
loader = { type = "image_folder", path = "x", size = SIZE }
training.optimizer = { type = "Adam", learning_rate = 1e-4 }
"""
KNOWN = {"classes": 3}
SMALL = "MobileNetV3Small"
# One of each way to halve a picture: padding chosen by evenness, fixed padding, no padding, convolutions in a row, valid convolutions.
SEVERAL = [
    ("MobileNetV2", (33, 46, 1)),
    ("MobileNet", (45, 50, 3)),
    ("VGG16", (40, 33, 2)),
    ("ConvNeXtTiny", (37, 64, 3)),
    ("Xception", (71, 90, 1)),
    ("InceptionV3", (75, 88, 3)),
    ("ResNet50", (33, 62, 3)),
    ("DenseNet121", (35, 32, 3)),
    ("EfficientNetB0", (39, 50, 4)),
]


def judged(backbone: str, size: tuple[int, ...] = (32, 32)) -> Judged:
    stack = f'layers = [{{ {backbone} }}, {{ type = "GlobalAveragePooling2D" }}, {{ type = "Dense", units = "classes" }}]\n'
    return judge(Document.of(stack + HEAD.replace("SIZE", str(list(size)))))


def built(backbone: str, shape: tuple[int, ...] = (32, 32, 3)) -> tuple[Built, Plan, Judged]:
    found = judged(backbone, shape[:2])
    assert not found.errors
    assert found.spec is not None
    plan, wrong = make_plan(found.spec, KNOWN, shape)
    assert not wrong
    return build(found.spec, shape, KNOWN, ({},)), plan, found


def test_every_network_on_offer_was_measured_with_the_keras_of_the_catalogue() -> None:
    assert sorted(backbones()) == sorted(get_args(Network))
    assert json.loads(BACKBONES.read_text(encoding="utf-8"))["keras"] == table("layers").keras


@pytest.mark.slow
@pytest.mark.parametrize(("name", "shape"), [pytest.param(*case, id=f"{case[0]} on {case[1]}") for case in SEVERAL])
def test_the_plan_is_what_keras_builds(name: str, shape: tuple[int, ...]) -> None:
    network, plan, _ = built(f'type = "Backbone", network = "{name}"', shape)
    check(network, plan)  # shapes and both counts of weights
    inside = network.model.layers[1].inside
    held = 4 * sum(np.prod(one.output.shape[1:]) for one in _single(inside))
    assert plan.steps[1].activation_bytes == pytest.approx(held, rel=0.01)  # where a padding is chosen by evenness, a row more or less
    assert plan.steps[1].planned.multiply_adds == sum(_multiply_adds(one) for one in _single(inside))


def _single(network: keras.Model) -> list[keras.layers.Layer]:
    operations = [one for one in network.operations if not isinstance(one, keras.layers.InputLayer)]
    return [layer for one in operations for layer in (one.layers if isinstance(one, keras.Sequential) else [one])]


def _multiply_adds(layer: keras.layers.Layer) -> int:
    """By the words of `Planned`: one for each use of a weight; counted here from the weights that a layer has."""
    output = int(np.prod(layer.output.shape[1:]))
    if type(layer).__name__ in ("BatchNormalization", "LayerNormalization", "LayerScale"):
        return output
    kernels = [weight for weight in getattr(layer, "trainable_weights", []) if "kernel" in weight.name]
    return sum(int(np.prod(kernel.shape)) for kernel in kernels) * output // int(layer.output.shape[-1])


@pytest.mark.slow
def test_what_stands_before_the_first_trained_layer_is_frozen_and_the_rest_is_not() -> None:
    name = backbones()[SMALL].layers[-2].name
    network, plan, _ = built(f'type = "Backbone", network = "{SMALL}", freeze_until = "{name}"')
    check(network, plan)
    trained = [layer.name for layer in network.model.layers[1].inside.layers if layer.trainable_weights]
    assert trained == [layer.name for layer in backbones()[SMALL].layers[-2:]]


@pytest.mark.slow
def test_a_frozen_backbone_trains_nothing() -> None:
    network, plan, _ = built(f'type = "Backbone", network = "{SMALL}", trainable = false')
    check(network, plan)
    assert plan.steps[1].planned.trainable == 0
    assert network.model.layers[1].trainable_weights == []


@pytest.mark.slow
def test_a_saved_model_gives_the_same_numbers(tmp_path: Path) -> None:
    network, _, _ = built(f'type = "Backbone", network = "{SMALL}", trainable = false')
    values = np.random.default_rng(3).uniform(0, 255, size=(2, 32, 32, 3)).astype("float32")
    network.model.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras")
    assert np.array_equal(network.model.predict(values, verbose=0), again.predict(values, verbose=0))
    assert again.layers[1].trainable_weights == []


@pytest.mark.slow
def test_weights_come_from_a_file_beside_the_spec(tmp_path: Path) -> None:
    theirs = keras.applications.MobileNetV3Small(include_top=False, weights=None, input_shape=(64, 64, 3), include_preprocessing=False)
    theirs.save_weights(tmp_path / "mobile.weights.h5")
    network, _, found = built(f'type = "Backbone", network = "{SMALL}", weights = "mobile.weights.h5"')
    assert found.spec is not None
    pretrain(network, found.spec, tmp_path)
    for mine, other in zip(network.model.layers[1].inside.weights, theirs.weights, strict=True):
        assert np.array_equal(mine.numpy(), other.numpy())
    assert list(weights_digests(found.spec, tmp_path)) == ["mobile.weights.h5"]


@pytest.fixture(scope="module")
def awaiting() -> tuple[Built, Plan, Judged]:
    """A network that waits for the weights of a file."""
    return built(f'type = "Backbone", network = "{SMALL}", weights = "w.weights.h5"')


def _another(path: Path) -> None:
    keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)]).save_weights(path)


def _claims_terabytes(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("kernel", shape=(2**40,), dtype="float32", chunks=(2**20,))


@pytest.mark.parametrize(
    ("write", "code"),
    [
        pytest.param(lambda path: None, "M004", id="no file"),
        pytest.param(lambda path: path.write_bytes(b"no weights"), "M004", id="another kind of file"),
        pytest.param(_another, "M005", id="weights of another network"),
        pytest.param(_claims_terabytes, "M005", id="a small file that claims terabytes"),
    ],
)
def test_a_file_that_is_not_its_weights_is_a_finding_at_the_argument(tmp_path: Path, awaiting, write, code: str) -> None:  # type: ignore[no-untyped-def]
    write(tmp_path / "w.weights.h5")
    network, _, found = awaiting
    assert found.spec is not None
    with pytest.raises(Refused) as refused:
        pretrain(network, found.spec, tmp_path)
    assert [(finding.code, finding.path) for finding in refused.value.findings] == [(code, ("layers", 0, "weights"))]


@pytest.mark.parametrize(
    ("backbone", "code", "says"),
    [
        pytest.param('type = "Backbone", network = "Xception"', "P023", "71 × 71", id="pictures that are too small"),
        pytest.param('type = "Backbone", network = "VGG16", freeze_until = "block5_conv"', "P024", "`block5_conv1`", id="a layer misspelt"),
        pytest.param('type = "Backbone", network = "Resnet50"', "", "ResNet50", id="a network misspelt"),
        pytest.param('type = "Backbone", network = "VGG16", pooling = "avg"', "", "pooling", id="an argument it lacks"),
    ],
)
def test_what_cannot_be_is_a_finding_before_anything_is_built(backbone: str, code: str, says: str) -> None:
    findings = judged(backbone).errors
    assert any(finding.code.startswith(code) and says in finding.message + str(finding.help) for finding in findings)
