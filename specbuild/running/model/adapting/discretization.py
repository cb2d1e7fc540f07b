"""`Discretization`: boundaries between bins that hold equally many of the training values."""

from __future__ import annotations

import keras
import numpy as np

from specbuild.running.model.part import Fitted, Part, Rows


class Discretization:
    """Fits a `Discretization` layer that was given a number of bins; Keras sums the values up in bounded memory."""

    def __init__(self, layer: keras.layers.Discretization) -> None:
        self.layer = layer

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """The boundaries between the bins."""
        self.layer.reset_state()
        for batch in rows():
            self.layer.update_state(np.asarray(batch, np.float32))
        self.layer.finalize_state()
        return {"bin_boundaries": np.asarray(self.layer.bin_boundaries, np.float64)}

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """The layer as if the boundaries had been written in the spec."""
        config = {**self.layer.get_config(), "num_bins": None, "bin_boundaries": np.asarray(fitted["bin_boundaries"]).tolist()}
        return [Part(keras.layers.Discretization.from_config(config))]
