"""What a good Keras user writes today for a folder of pictures, as a script of its own: the reference network on TensorFlow.

`fit` is `image_dataset_from_directory` with cache, shuffle and prefetch, and augmentation layers in the model; `limit` is nothing but a
compiled training step of the same model on one batch that stays in memory. Prints one line of JSON.
"""

from __future__ import annotations

import time

STARTED = time.perf_counter()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
from typing import Any  # noqa: E402

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

VALIDATION = 0.2


def main() -> None:
    """Train, and say how fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=["fit", "limit"])
    parser.add_argument("folder")
    parser.add_argument("--size", type=int, default=28)
    parser.add_argument("--channels", type=int, choices=[1, 3], default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=5)
    options = parser.parse_args()

    import keras

    training, validation = datasets(options)
    rows = len(training.file_paths)
    model = network((options.size, options.size, options.channels), len(training.class_names))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    seconds, accuracy = fit(model, training, validation, options.epochs) if options.way == "fit" else limit(model, training, loss, options)
    rows -= rows % options.batch if options.way == "limit" else 0
    found = {
        "way": options.way,
        "rows_per_second": round(rows / min(seconds[1:])),
        "process_seconds": round(time.perf_counter() - STARTED, 2),
    }
    print(json.dumps({**found, "validation_accuracy": accuracy}))


def datasets(options: argparse.Namespace) -> tuple[Any, Any]:
    """The pictures of the folder, split 8:2."""
    import keras

    size = (options.size, options.size)
    common = {"validation_split": VALIDATION, "seed": 1, "image_size": size, "batch_size": options.batch, "verbose": False}
    colour = "rgb" if options.channels == 3 else "grayscale"
    training, validation = (
        keras.utils.image_dataset_from_directory(options.folder, subset=part, color_mode=colour, **common)
        for part in ("training", "validation")
    )
    return training, validation


def network(shape: tuple[int, int, int], classes: int) -> Any:
    """The reference network, with the augmentation as its first layers."""
    import keras
    from keras import layers

    return keras.Sequential(
        [
            layers.Input(shape),
            layers.RandomRotation(0.05, fill_mode="constant"),
            layers.RandomZoom(0.1, fill_mode="constant"),
            layers.RandomTranslation(0, 0.1, fill_mode="constant"),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(classes),
        ]
    )


def fit(model: Any, training: Any, validation: Any, epochs: int) -> tuple[list[float], float]:
    """Train as a user would; the seconds of each epoch include validation."""
    import keras
    import tensorflow as tf

    seconds: list[float] = []

    class Clock(keras.callbacks.Callback):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            self.start = time.perf_counter()

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            seconds.append(time.perf_counter() - self.start)

    training = training.cache().shuffle(200).prefetch(tf.data.AUTOTUNE)
    validation = validation.cache().prefetch(tf.data.AUTOTUNE)
    history = model.fit(training, validation_data=validation, epochs=epochs, verbose=0, callbacks=[Clock()])
    return seconds, round(history.history["val_accuracy"][-1], 4)


def limit(model: Any, training: Any, loss: Any, options: argparse.Namespace) -> tuple[list[float], None]:
    """Nothing but training steps on one batch: no input path can be faster."""
    import tensorflow as tf

    pictures, labels = next(iter(training))
    model.optimizer.build(model.trainable_variables)
    values = [variable.value for variable in model.trainable_variables]

    @tf.function  # type: ignore[untyped-decorator]
    def step() -> Any:
        with tf.GradientTape() as tape:
            error = loss(labels, model(pictures, training=True))
        model.optimizer.apply_gradients(zip(tape.gradient(error, values), model.trainable_variables, strict=True))
        return error

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        for _ in range(len(training.file_paths) // options.batch):
            error = step()
        float(error)
        seconds.append(time.perf_counter() - start)
    return seconds, None


if __name__ == "__main__":
    main()
