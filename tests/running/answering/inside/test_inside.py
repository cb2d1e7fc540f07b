"""Feature maps and Grad-CAM, on networks where the usual recipes fail."""

from __future__ import annotations

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers

from specbuild.checking.diagnostic import Refused
from specbuild.running.answering.inside import gradcam, sanity
from specbuild.running.answering.inside.layers import find, seen
from specbuild.running.answering.inside.maps import maps
from specbuild.running.answering.inside.watch import outputs
from specbuild.running.model.layers.residual import Residual

pytestmark = pytest.mark.slow  # left out of the tests for every save

RANDOM = np.random.default_rng(0)
PICTURE = RANDOM.random((9, 7, 2)).astype("float32")


def network(*stack: keras.layers.Layer, shape: tuple[int | None, ...] = (9, 7, 2)) -> keras.Sequential:
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input(shape), *stack])


def by_hand(model: keras.Sequential, sample: np.ndarray, output: int) -> np.ndarray:
    """The map of a network whose last layers are the mean over positions and one Dense layer: its weights are those of the Dense."""
    convolution = next(layer for layer in model.layers[::-1] if isinstance(layer, layers.Conv2D))
    there = outputs(model, sample[None], [convolution])[convolution][0]
    heat = np.maximum(there @ np.asarray(model.layers[-1].get_weights()[0])[:, output], 0)
    return heat / heat.max() if heat.any() else heat


def test_the_map_is_what_can_be_counted_by_hand() -> None:
    model = network(layers.Conv2D(4, 3, activation="relu"), layers.Conv2D(5, 3), layers.GlobalAveragePooling2D(), layers.Dense(3))
    for output in range(3):
        explained = gradcam.explain(model, PICTURE, output)
        assert explained.heat == pytest.approx(by_hand(model, PICTURE, output), abs=1e-4)
        assert explained.layer == model.layers[1].name


@pytest.mark.parametrize(
    "head",
    [
        pytest.param([layers.Dense(3, activation="softmax")], id="softmax within the last layer"),
        pytest.param([layers.Dense(3), layers.Activation("softmax")], id="an Activation of its own"),
        pytest.param([layers.Dense(3), layers.Softmax()], id="a Softmax layer"),
        pytest.param([layers.Dense(3, activation="sigmoid")], id="sigmoid for several labels"),
    ],
)
@pytest.mark.parametrize("sure", [1.0, 1000.0], ids=["unsure", "so sure that softmax has no gradient left"])
def test_probabilities_are_explained_as_their_logits_are(head: list[keras.layers.Layer], sure: float) -> None:
    body = [layers.Conv2D(4, 3, activation="relu"), layers.GlobalAveragePooling2D()]
    plain = network(*body, layers.Dense(3))
    fresh = [type(layer).from_config(layer.get_config()) for layer in (*body, *head)]
    ended = network(*fresh)
    weights = [*plain.get_weights()[:-2], sure * plain.get_weights()[-2], plain.get_weights()[-1]]
    plain.set_weights(weights)
    ended.set_weights(weights)
    for output in range(3):
        explained = gradcam.explain(ended, PICTURE, output)
        assert explained.heat == pytest.approx(gradcam.explain(plain, PICTURE, output).heat, abs=1e-4)
    # Nothing is left changed.
    again = np.asarray(keras.ops.convert_to_numpy(ended(PICTURE[None])))
    assert again.max() <= 1


def test_the_two_classes_of_one_unit_are_explained_apart() -> None:
    model = network(layers.Conv2D(4, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(1, activation="sigmoid"))
    second, first = (gradcam.explain(model, PICTURE, 0, sign=sign).heat for sign in (1, -1))
    assert second == pytest.approx(by_hand(model, PICTURE, 0), abs=1e-4)
    assert not np.allclose(first, second)
    assert not (first * second).any()  # what speaks for one speaks against the other


def test_a_network_that_was_never_called_is_no_hindrance() -> None:
    model = keras.Sequential([layers.Conv2D(4, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(3)])
    assert gradcam.explain(model, PICTURE, 1).heat.shape == (7, 5)


def test_a_network_from_a_file_is_no_hindrance(tmp_path) -> None:
    model = network(layers.Rescaling(2.0), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(3))
    model.save(tmp_path / "model.keras")
    again = keras.saving.load_model(tmp_path / "model.keras", compile=False)
    assert np.array_equal(gradcam.explain(again, PICTURE, 1).heat, gradcam.explain(model, PICTURE, 1).heat)


def stack_of(kind: str) -> tuple[list[keras.layers.Layer], tuple[int, ...]]:
    """Networks of many forms, and the positions of their last layer that has some."""
    inner = keras.Sequential([keras.Input((9, 7, 2)), layers.Conv2D(4, 3, activation="relu"), layers.Conv2D(3, 3)])
    tail = [layers.GlobalAveragePooling2D(), layers.Dense(3)]
    return {
        "preprocessing, normalization and dropout": (
            [layers.Normalization(mean=0.5, variance=0.1), layers.Conv2D(4, 3), layers.BatchNormalization(), layers.ReLU(),
             layers.Dropout(0.5), layers.MaxPooling2D(), *tail], (7, 5)),
        "a network inside": ([inner, *tail], (5, 3)),
        "separable": ([layers.SeparableConv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(3)], (7, 5)),
    }[kind]  # fmt: skip


@pytest.mark.parametrize("kind", ["preprocessing, normalization and dropout", "a network inside", "separable"])
def test_whatever_the_layers_the_map_has_the_positions_of_the_last_that_learns(kind: str) -> None:
    stack, positions = stack_of(kind)
    explained = gradcam.explain(network(*stack), PICTURE, 2)
    assert explained.heat.shape == positions
    assert 0 <= explained.heat.min() <= explained.heat.max() <= 1
    assert np.array_equal(explained.base, PICTURE)


# What public recipes for Sequential models stumble over, with the positions of the map that should come out.
STUMBLES = [
    pytest.param(
        lambda: network(
            layers.RandomFlip("horizontal"), layers.RandomRotation(0.4), layers.Rescaling(2.0), layers.Conv2D(4, 3), layers.Flatten(),
            layers.Dense(3),
        ),
        (7, 5), id="augmentation and rescaling inside",
    ),
    pytest.param(
        lambda: network(Residual([layers.Conv2D(2, 3, padding="same", name="within")]), layers.GlobalMaxPooling2D(), layers.Dense(3)),
        (9, 7), id="the last convolution is inside a composite layer",
    ),
    pytest.param(
        lambda: network(layers.SpectralNormalization(layers.Conv2D(4, 3)), layers.Flatten(), layers.Dense(3)),
        (7, 5), id="the last convolution is inside a wrapper",
    ),
    pytest.param(
        lambda: network(layers.Dense(6, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(3)),
        (9, 7), id="no convolution at all, but a Dense that keeps positions",
    ),
    pytest.param(
        lambda: network(
            layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(12), layers.Reshape((12, 1)), layers.Conv1D(2, 3), layers.Flatten(),
            layers.Dense(3),
        ),
        (7, 5), id="a convolution after Flatten, over positions that are none of the input",
    ),
    pytest.param(
        lambda: network(layers.Conv2D(4, 3), layers.MaxPooling2D((7, 5)), layers.Conv2D(5, 1), layers.Flatten(), layers.Dense(3)),
        (7, 5), id="the last convolution has a map of 1 x 1",
    ),
    pytest.param(
        lambda: network(
            keras.Sequential([keras.Input((9, 7, 2)), layers.Conv2D(4, 3, activation="relu"), layers.Conv2D(5, (7, 5))]),
            layers.Flatten(), layers.Dense(3),
        ),
        (7, 5), id="a backbone that ends in a map of 1 x 1",
    ),
    pytest.param(lambda: network(layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(1)), (7, 5), id="one unit of a regression"),
    pytest.param(
        lambda: network(layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(1, activation="sigmoid")), (7, 5), id="one unit of two classes"
    ),
    pytest.param(
        lambda: network(layers.Conv2D(4, 3), layers.BatchNormalization(), layers.Activation("relu"), layers.Flatten(), layers.Dense(1)),
        (7, 5), id="activation and normalization are layers of their own",
    ),
    pytest.param(
        lambda: network(layers.Conv2D(4, 3, groups=2), layers.UpSampling2D(), layers.Flatten(), layers.Dense(2)),
        (7, 5), id="layers that enlarge after the last convolution",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "positions"), STUMBLES)
def test_what_other_recipes_stumble_over(make: Callable[[], keras.Sequential], positions: tuple[int, ...]) -> None:
    model = make()
    before = np.asarray(keras.ops.convert_to_numpy(model(PICTURE[None], training=False)))
    explained = gradcam.explain(model, PICTURE, 0)
    assert explained.heat.shape == positions
    assert np.array_equal(explained.base, PICTURE)
    again = gradcam.explain(model, PICTURE, 0)
    assert np.array_equal(explained.heat, again.heat)  # nothing random takes part
    assert np.array_equal(before, np.asarray(keras.ops.convert_to_numpy(model(PICTURE[None], training=False))))
    for found in maps(model, PICTURE[None]):
        assert np.isfinite(found.values).all()


def test_a_layer_after_flatten_can_still_be_named() -> None:
    model = network(
        layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(12), layers.Reshape((12, 1)), layers.Conv1D(2, 3, name="late"),
        layers.Flatten(), layers.Dense(3),
    )  # fmt: skip
    assert gradcam.explain(model, PICTURE, 0, layer="late").heat.shape == (10,)


def test_a_picture_that_is_given_as_a_vector_is_explained_once_it_has_positions() -> None:
    model = network(layers.Reshape((9, 7, 1)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(3), shape=(63,))
    explained = gradcam.explain(model, RANDOM.random(63).astype("float32"), 0)
    assert explained.heat.shape == (7, 5)
    assert explained.base.shape == (9, 7, 1)


def test_what_batch_normalization_learnt_is_shuffled_as_well_and_put_back() -> None:
    model = network(layers.Conv2D(8, 3), layers.BatchNormalization(), layers.ReLU(), layers.Flatten(), layers.Dense(3))
    normalization = model.layers[1]
    normalization.moving_mean.assign(np.arange(8.0))
    normalization.moving_variance.assign(np.arange(1.0, 9.0))
    kept = [np.array(keras.ops.convert_to_numpy(weight.value)) for weight in model.weights]
    with sanity.shuffled(model, 1):
        mean = keras.ops.convert_to_numpy(normalization.moving_mean.value)
        variance = keras.ops.convert_to_numpy(normalization.moving_variance.value)
        assert sorted(mean) == list(range(8))
        assert mean.tolist() != list(range(8))
        assert variance.tolist() != list(range(1, 9))
    assert all(np.array_equal(one, keras.ops.convert_to_numpy(other.value)) for one, other in zip(kept, model.weights, strict=True))


def test_what_preprocessing_was_fitted_to_stays() -> None:
    model = network(layers.Normalization(mean=[1.0, 5.0], variance=[2.0, 3.0]), layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(3))
    before = np.array(keras.ops.convert_to_numpy(model.layers[0](PICTURE[None])))
    with sanity.shuffled(model, 1):
        assert np.array_equal(before, keras.ops.convert_to_numpy(model.layers[0](PICTURE[None])))


def test_layers_inside_others_can_be_named() -> None:
    inner = keras.Sequential([keras.Input((9, 7, 2)), layers.Conv2D(4, 3, name="first"), layers.Conv2D(3, 3)], name="inner")
    model = network(inner, layers.GlobalAveragePooling2D(), layers.Dense(3))
    assert "inner/first" in [one.name for one in seen(model)]
    assert gradcam.explain(model, PICTURE, 2, layer="inner/first").heat.shape == (7, 5)
    assert maps(model, PICTURE[None], "first")[0].values.shape == (1, 7, 5, 4)


@pytest.mark.parametrize(
    ("shape", "stack", "heat"),
    [
        pytest.param((30, 2), lambda: [layers.Conv1D(4, 3, activation="relu"), layers.GlobalMaxPooling1D()], (28,), id="series"),
        pytest.param(
            (30, 2), lambda: [layers.Bidirectional(layers.LSTM(4, return_sequences=True)), layers.LSTM(3)], (30,), id="recurrence"
        ),
        pytest.param((8, 8, 6, 1), lambda: [layers.Conv3D(4, 3, activation="relu"), layers.Flatten()], (6, 6, 4), id="volume"),
        pytest.param(
            (5, 8, 8, 1),
            lambda: [layers.TimeDistributed(layers.Conv2D(4, 3, activation="relu", name="within")), layers.Flatten()],
            (5, 6, 6),
            id="clip, a convolution inside a wrapper",
        ),
    ],
)
def test_other_kinds_of_data_have_maps_of_their_own_positions(shape, stack, heat) -> None:
    sample = RANDOM.random(shape).astype("float32")
    model = network(*stack(), layers.Dense(2), shape=shape)
    assert gradcam.explain(model, sample, 1).heat.shape == heat
    for found in maps(model, np.stack([sample, sample])):
        assert found.values.shape[0] == 2


def test_a_layer_inside_a_wrapper_is_seen_for_all_steps_together() -> None:
    model = network(layers.TimeDistributed(layers.Conv2D(4, 3, name="within")), layers.Flatten(), layers.Dense(2), shape=(5, 8, 8, 1))
    found = maps(model, RANDOM.random((1, 5, 8, 8, 1)), "within")[0]
    assert found.values.shape == (1, 5, 6, 6, 4)
    assert found.type == "TimeDistributed(Conv2D)"


def test_words_of_a_text_are_positions_of_the_embedding() -> None:
    model = network(
        layers.Embedding(20, 4), layers.Conv1D(3, 3, padding="same"), layers.GlobalAveragePooling1D(), layers.Dense(2), shape=(12,)
    )
    explained = gradcam.explain(model, RANDOM.integers(20, size=12), 0)
    assert explained.heat.shape == (12,)
    assert explained.base.shape == (12, 1)


def test_the_rows_of_a_mel_spectrogram_rise_from_low_to_high() -> None:
    mel = layers.MelSpectrogram(fft_length=64, sequence_stride=32, num_mel_bins=8, sampling_rate=1000, min_freq=20, max_freq=480)
    pictured = [layers.Reshape((8, -1, 1)), layers.Conv2D(2, 3), layers.GlobalAveragePooling2D(), layers.Dense(2, "softmax")]
    model = network(layers.Reshape((320,)), mel, *pictured, shape=(320, 1))
    found = gradcam.explain(model, RANDOM.random((320, 1)).astype("float32"), 0)
    assert found.base.shape[0] == 8
    assert found.rising


def test_a_sound_is_explained_over_the_spectrogram_that_is_made_of_it() -> None:
    spectrogram = layers.STFTSpectrogram(frame_length=32, frame_step=16, fft_length=32)
    stack = [
        spectrogram,
        layers.Reshape((-1, 17, 1)),
        layers.Conv2D(3, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2),
    ]
    model = network(*stack, shape=(400, 1))
    explained = gradcam.explain(model, RANDOM.random((400, 1)).astype("float32"), 0)
    assert explained.heat.ndim == 2
    assert explained.base.shape[:2] == (explained.heat.shape[0] + 2, 17)


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        pytest.param(None, "I013", id="no layer keeps positions"),
        pytest.param("dense", "I013", id="the layer that was named keeps none"),
        pytest.param("conv2d", "I012", id="there is no such layer"),
    ],
)
def test_what_cannot_be_explained_is_a_finding(layer: str | None, code: str) -> None:
    model = network(layers.Dense(8, name="dense"), layers.Dense(3), shape=(4,))
    with pytest.raises(Refused) as refused:
        gradcam.explain(model, RANDOM.random(4), 0, layer=layer)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert [found.positions for found in maps(model, RANDOM.random((2, 4)))] == [(), ()]


def test_maps_are_those_after_the_activation() -> None:
    model = network(layers.Conv2D(4, 3, name="convolution"), layers.BatchNormalization(), layers.ReLU(), layers.Flatten(), layers.Dense(3))
    found = maps(model, PICTURE[None], "convolution")[0]
    assert found.activation == "relu"
    assert found.values.min() >= 0


def test_channels_are_ordered_by_activity_and_the_dead_and_saturated_are_named() -> None:
    model = network(layers.Dense(4, activation="relu", name="some"), layers.Dense(3, activation="tanh", name="ends"), shape=(2,))
    some, ends = model.layers
    some.set_weights([np.array([[1, 0, 3, 0], [0, 0, 0, 2]], "float32"), np.array([0, -1, 0, 0], "float32")])
    ends.set_weights([np.array([[0, 9, 0.1]] * 4, "float32"), np.zeros(3, "float32")])
    samples = np.array([[1.0, 1.0], [1.0, 0.5]], "float32")
    first, second = maps(model, samples)
    assert (first.dead, first.saturated) == ([1], [])
    assert first.order.tolist() == [2, 3, 0, 1]
    assert (second.dead, second.saturated) == ([0], [1])


def learnt() -> tuple[keras.Sequential, np.ndarray, int]:
    """A network that has learnt on which side of a picture the bright spot is, and a picture."""
    random = np.random.default_rng(3)
    pictures = random.random((300, 9, 8, 1)).astype("float32") * 0.3
    side = random.integers(2, size=300)
    for picture, where in zip(pictures, side, strict=True):
        picture[random.integers(9), random.integers(4) + 4 * where] += 3
    model = network(layers.Conv2D(6, 3, padding="same", activation="relu"), layers.Flatten(), layers.Dense(2), shape=(9, 8, 1))
    model.compile(keras.optimizers.Adam(0.01), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(pictures, side, epochs=12, verbose=0)
    return model, pictures[0], int(side[0])


def test_the_check_tells_a_network_that_has_learnt_from_one_with_random_weights() -> None:
    model, picture, side = learnt()
    explained = gradcam.explain(model, picture, side)
    heat = explained.heat.sum(axis=0)
    assert heat[4 * side : 4 * side + 4].sum() > heat[4 - 4 * side : 8 - 4 * side].sum()
    found = sanity.check(model, picture, side)
    assert found.explains, found
    assert "depends on what the network has learnt" in found.sentence
    kept = model.get_weights()
    wrong = 0
    for seed in range(8):
        with sanity.shuffled(model, 100 + seed):
            said = int(np.asarray(keras.ops.convert_to_numpy(model(picture[None]))).argmax())
            found = sanity.check(model, picture, said)
            wrong += found.explains
            assert found.explains or "explain" in found.sentence
    assert wrong == 0
    assert all(np.array_equal(one, other) for one, other in zip(kept, model.get_weights(), strict=True))


def test_a_map_that_ignores_the_weights_is_found_out() -> None:
    """The mean of the picture over channels, whatever the weights: a fixed layer that alone keeps positions."""
    fixed = layers.Conv2D(1, 1, use_bias=False, trainable=False, name="fixed")
    model = network(fixed, layers.Flatten(), layers.Dense(2), shape=(9, 7, 2))
    weights = np.zeros((63, 2), "float32")
    weights[:, 0] = 50.0
    model.set_weights([np.ones((1, 1, 2, 1), "float32"), weights, np.zeros(2, "float32")])
    found = sanity.check(model, PICTURE, 0)
    assert not found.explains
    assert "looks nearly the same" in found.sentence


def test_the_name_of_a_layer_is_suggested() -> None:
    model = network(layers.Conv2D(4, 3, name="edges"), layers.Flatten(), layers.Dense(2))
    with pytest.raises(Refused) as refused:
        find(model, "edge")
    assert "edges" in refused.value.findings[0].help
