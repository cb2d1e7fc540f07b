"""What other libraries, and older Keras, call what a spec can name: for the word that a suggestion names first."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_RANKS = ("1", "2", "3")
TYPES: Mapping[str, str] = {
    "Linear": "Dense", "FullyConnected": "Dense", "LayerNorm": "LayerNormalization", "GroupNorm": "GroupNormalization",
    "CrossEntropyLoss": "SparseCategoricalCrossentropy", "NLLLoss": "SparseCategoricalCrossentropy", "BCELoss": "BinaryCrossentropy",
    "BCEWithLogitsLoss": "BinaryCrossentropy", "MSELoss": "MeanSquaredError", "L1Loss": "MeanAbsoluteError", "SmoothL1Loss": "Huber",
    "CosineAnnealingLR": "CosineDecay", "ExponentialLR": "ExponentialDecay", "PolynomialLR": "PolynomialDecay",
    "ColorJitter": "RandomColorJitter", "RandomHorizontalFlip": "RandomFlip", "RandomVerticalFlip": "RandomFlip",
    "Normalize": "Normalization", "GaussianBlur": "RandomGaussianBlur",
    **{f"BatchNorm{rank}d": "BatchNormalization" for rank in _RANKS},
    **{f"MaxPool{rank}d": f"MaxPooling{rank}D" for rank in _RANKS},
    **{f"AvgPool{rank}d": f"AveragePooling{rank}D" for rank in _RANKS},
    **{f"AdaptiveAvgPool{rank}d": f"GlobalAveragePooling{rank}D" for rank in _RANKS},
    **{f"AdaptiveMaxPool{rank}d": f"GlobalMaxPooling{rank}D" for rank in _RANKS},
    **{f"ConvTranspose{rank}d": f"Conv{rank}DTranspose" for rank in _RANKS},
    **{f"Dropout{rank}d": f"SpatialDropout{rank}D" for rank in _RANKS},
}  # fmt: skip
ARGUMENTS: Mapping[str, str] = {
    "out_channels": "filters", "nb_filter": "filters", "num_filters": "filters", "out_features": "units", "hidden_size": "units",
    "num_units": "units", "stride": "strides", "subsample": "strides", "dilation": "dilation_rate", "bias": "use_bias", "p": "rate",
    "prob": "rate", "momentum": "beta_1", "lr": "learning_rate", "eps": "epsilon", "num_embeddings": "input_dim",
    "embedding_dim": "output_dim", "border_mode": "padding", "num_epochs": "epochs", "nb_epoch": "epochs", "n_epochs": "epochs",
    "decay": "weight_decay", "bidirectional": "layer", "batchsize": "batch_size",
}  # fmt: skip
# What belongs to the loader here: a layer knows the shape of its input.
NEEDLESS = frozenset(
    {"Input", "InputLayer", "input_shape", "batch_input_shape", "in_channels", "in_features", "num_features", "input_size"}
)
INSTEAD: Mapping[str, str] = {
    "Concatenate": 'use `Branches`, which puts lists of layers side by side (`merge = "concatenate"`)',
    "Add": 'use `Residual` for a shortcut, or `Branches` with `merge = "add"`',
    "Average": 'use `Branches` with `merge = "average"`',
    "Multiply": 'use `Branches` with `merge = "multiply"`',
    "ModelCheckpoint": "use `EarlyStopping` with `restore_best_weights = true`; every run keeps its model",
}
# Keys of Keras's `fit` and `compile` that are written elsewhere here, or follow from the rest.
KEYS: Mapping[str, str] = {
    "learning_rate": 'it belongs to the optimizer: `optimizer = { type = "Adam", learning_rate = 0.001 }`',
    "lr": 'it belongs to the optimizer: `optimizer = { type = "Adam", learning_rate = 0.001 }`',
    "validation_split": "write `validation` under `[split]`",
    "validation_data": "write `validation` under `[split]`",
    "test_size": "write `test` under `[split]`",
    "shuffle": "remove it: every epoch takes the training rows in a new order",
    "steps_per_epoch": "remove it: every epoch takes all training rows",
    "verbose": "remove it: progress is shown where there is a terminal",
    "from_logits": "it belongs to the loss, and follows from the last layer where it is left out",
    "patience": 'it belongs to a callback: `[[training.callbacks]]` with `type = "EarlyStopping"`',
}


def needless(word: str, known: Collection[str]) -> str:
    """What to do about a word that says the shape of an input; empty where it is none of these, or exists."""
    return "remove it: the loader tells the first shape, and each layer the next" if word in NEEDLESS and word not in known else ""


def here(word: str, known: Collection[str]) -> str | None:
    """What a word of another library is called here, where that is among what exists."""
    name = TYPES.get(word) or ARGUMENTS.get(word)
    return name if name in known else None
