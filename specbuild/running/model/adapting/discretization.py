"""`Discretization`: boundaries between bins that hold equally many of the training values."""

from __future__ import annotations

import keras
import numpy as np

from specbuild.running import codes
from specbuild.running.model.part import CannotFit, Fitted, Part, Problem, Rows


class Discretization:
    """Fits a `Discretization` layer that was given a number of bins; Keras sums the values up in bounded memory."""

    def __init__(self, layer: keras.layers.Discretization) -> None:
        self.layer = layer

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """The boundaries between the bins.

        Raises:
            CannotFit: F005, there are fewer values than bins.
        """
        self.layer.reset_state()
        for batch in rows():
            self.layer.update_state(np.asarray(batch, np.float32))
        self.layer.finalize_state()
        wanted = self.layer.num_bins - 1
        # Rounding may give Keras one boundary more, at the largest value.
        found = np.asarray(self.layer.bin_boundaries, np.float64)[:wanted]
        if len(found) < wanted:
            message = f"the training rows hold too few values for {self.layer.num_bins} bins"
            help_ = f"write `num_bins = {len(found) + 1}` or less, or give `bin_boundaries`"
            raise CannotFit(Problem(codes.BINS, "num_bins", message, help_))
        return {"bin_boundaries": found}

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """The layer as if the boundaries had been written in the spec."""
        config = {**self.layer.get_config(), "num_bins": None, "bin_boundaries": np.asarray(fitted["bin_boundaries"]).tolist()}
        return [Part(keras.layers.Discretization.from_config(config))]
