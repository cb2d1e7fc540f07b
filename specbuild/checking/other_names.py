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
    "Normalize": "Normalization", "GaussianBlur": "RandomGaussianBlur", "Resize": "Resizing", "Upsample": "UpSampling2D",
    "Crossentropy": "SparseCategoricalCrossentropy", "SoftmaxCrossentropy": "SparseCategoricalCrossentropy",
    "ImageDataGenerator": "image_folder", "flow_from_directory": "image_folder", "image_dataset_from_directory": "image_folder",
    "RandomResizedCrop": "RandomCropAndResize", "RandomAffine": "RandomRotation", "RandomHeight": "RandomZoom", "RandomWidth": "RandomZoom",
    "Cutout": "RandomErasing", "RandomCutout": "RandomErasing", "CoarseDropout": "RandomErasing", "HorizontalFlip": "RandomFlip",
    "VerticalFlip": "RandomFlip", "horizontal_flip": "RandomFlip", "vertical_flip": "RandomFlip", "Posterize": "RandomPosterization",
    "RandomPosterize": "RandomPosterization", "Solarize": "Solarization", "RandomSolarize": "Solarization", "Equalize": "Equalization",
    "RandomEqualize": "Equalization", "RandomAdjustSharpness": "RandomSharpness", "Rotate": "RandomRotation",
    "Translate": "RandomTranslation",
    "RandomAutocontrast": "AutoContrast", "flow_from_dataframe": "image_table", "train_test_split": "random", "shuffle": "random",
    **{f"BatchNorm{rank}d": "BatchNormalization" for rank in _RANKS},
    **{f"MaxPool{rank}d": f"MaxPooling{rank}D" for rank in _RANKS},
    **{f"AvgPool{rank}d": f"AveragePooling{rank}D" for rank in _RANKS},
    **{f"AdaptiveAvgPool{rank}d": f"GlobalAveragePooling{rank}D" for rank in _RANKS},
    **{f"AdaptiveMaxPool{rank}d": f"GlobalMaxPooling{rank}D" for rank in _RANKS},
    **{f"ConvTranspose{rank}d": f"Conv{rank}DTranspose" for rank in _RANKS},
    **{f"Dropout{rank}d": f"SpatialDropout{rank}D" for rank in _RANKS},
    **{f"MinPool{rank}{d}": f"MinPooling{rank}D" for rank in _RANKS for d in "dD"},
    **{f"{name}{rank}D": f"Conv{rank}DTranspose" for rank in _RANKS for name in ("Deconvolution", "Deconv")},
}  # fmt: skip
ARGUMENTS: Mapping[str, str] = {
    "out_channels": "filters", "nb_filter": "filters", "num_filters": "filters", "out_features": "units", "hidden_size": "units",
    "num_units": "units", "stride": "strides", "subsample": "strides", "dilation": "dilation_rate", "bias": "use_bias", "p": "rate",
    "prob": "rate", "momentum": "beta_1", "lr": "learning_rate", "eps": "epsilon", "num_embeddings": "input_dim",
    "embedding_dim": "output_dim", "border_mode": "padding", "num_epochs": "epochs", "nb_epoch": "epochs", "n_epochs": "epochs",
    "bidirectional": "layer", "batchsize": "batch_size", "bs": "batch_size", "kernel": "kernel_size", "filter_size": "kernel_size",
    "act": "activation", "nonlinearity": "activation", "init": "kernel_initializer", "target_size": "size", "image_size": "size",
    "img_size": "size", "directory": "path", "root": "path", "class_names": "classes", "val": "validation",
    "valid": "validation", "validation_split": "validation", "test_split": "test", "random_state": "seed", "fillcolor": "fill_value",
    "x_col": "file", "y_col": "target", "filename": "file", "data": "loader", "dataset": "loader", "model": "layers", "network": "layers",
    "rotation": "orientation", "flip": "mirror_horizontal", "mirror": "mirror_horizontal", "color": "hue", "colour": "hue", "zoom": "scale",
    "shear": "shape", "crop": "framing", "translation": "position", "shift": "position", "blur": "detail", "noise": "detail",
    "transforms": "augmentation", "transform": "augmentation", "augment": "augmentation",
}  # fmt: skip
# Words of a closed list.
CHOICES: Mapping[str, str] = {
    "PIL": "pillow", "pil": "pillow", "cv2": "opencv", "plt": "matplotlib", "L": "grayscale", "letterbox": "pad", "contain": "pad",
    "cover": "crop", "squash": "stretch", "classification": "multiclass", "categorical": "multiclass", "sparse": "multiclass",
    "both": "horizontal_and_vertical", "h": "horizontal", "v": "vertical", "zeros": "constant", "black": "constant", "edge": "nearest",
    "mirror": "reflect", "tf": "tensorflow", "pytorch": "torch",
}  # fmt: skip
# What belongs to the loader here: a layer knows the shape of its input.
NEEDLESS = frozenset(
    {"Input", "InputLayer", "input_shape", "batch_input_shape", "batch_shape", "input_dim", "in_channels", "in_features", "num_features",
     "input_size"}
)  # fmt: skip
INSTEAD: Mapping[str, str] = {
    "Concatenate": 'use `Branches`, which puts lists of layers side by side (`merge = "concatenate"`)',
    "Add": 'use `Residual` for a shortcut, or `Branches` with `merge = "add"`',
    "Average": 'use `Branches` with `merge = "average"`',
    "Multiply": 'use `Branches` with `merge = "multiply"`',
    "Pipeline": "leave it out: the entries of `[[augmentation]]` act one after another",
    "Compose": "leave it out: the entries of `[[augmentation]]` act one after another",
    "Merge": "use `Branches`, which puts lists of layers side by side, or `Residual` for a shortcut",
    "Sequential": "leave it out: all `[[layers]]` together are the model",
    "Model": "leave it out: all `[[layers]]` together are the model",
    "ImageDataGenerator": 'write its changes one by one, as in `[[augmentation]]` with `type = "RandomRotation"`',
    "Sigmoid": 'write `type = "Activation"` with `activation = "sigmoid"`, or `activation = "sigmoid"` in the layer before',
    "Tanh": 'write `type = "Activation"` with `activation = "tanh"`, or `activation = "tanh"` in the layer before',
    "ModelCheckpoint": "use `EarlyStopping` with `restore_best_weights = true`; every run keeps its model",
}


def _augmentation(type_: str, arguments: str) -> str:
    return f'augmentation has a table of its own: `[[augmentation]]` with `type = "{type_}"` and {arguments}'


# Keys of Keras's `fit`, `compile` and `ImageDataGenerator` that are written elsewhere here, or follow from the rest.
KEYS: Mapping[str, str] = {
    "rotation_range": _augmentation("RandomRotation", '`factor`, a share of a full turn: 20 degrees are `"20/360"`'),
    "degrees": 'write `factor`, a share of a full turn: 20 degrees are `"20/360"`',
    "width_shift_range": _augmentation("RandomTranslation", "`width_factor`, a share of the width (and `height_factor`)"),
    "height_shift_range": _augmentation("RandomTranslation", "`height_factor`, a share of the height (and `width_factor`)"),
    "horizontal_flip": _augmentation("RandomFlip", '`mode = "horizontal"`'),
    "vertical_flip": _augmentation("RandomFlip", '`mode = "vertical"`'),
    "zoom_range": _augmentation("RandomZoom", "`height_factor`, a share: above 0 it goes away, below 0 it comes nearer"),
    "shear_range": _augmentation("RandomShear", "`x_factor` and `y_factor`, shares of the size"),
    "brightness_range": _augmentation("RandomBrightness", "`factor`, a share of the range from black to white"),
    "channel_shift_range": _augmentation("RandomChannelShift", "`factor`, a share of the range from black to white"),
    "zca_whitening": 'write `[[preprocessing]]` with `type = "ZCAWhitening"`',
    "featurewise_center": 'write `[[preprocessing]]` with `type = "Normalization"`, which is fitted on the training rows',
    "featurewise_std_normalization": 'write `[[preprocessing]]` with `type = "Normalization"`, which is fitted on the training rows',
    "rescale": 'write `[[preprocessing]]` with `type = "Rescaling"` and `scale = "1/255"`',
    "normalize": 'write `[[preprocessing]]` with `type = "Rescaling"` and `scale = "1/255"`',
    "batch_size": "it belongs under `[training]`: move it there",
    "class_mode": "remove it: what is to be predicted stands in `task.type`",
    "label_mode": "remove it: what is to be predicted stands in `task.type`",
    "subset": "remove it: `[split]` divides the rows, and every part is used",
    "crop_to_aspect_ratio": 'write `resize = "crop"`',
    "pad_to_aspect_ratio": 'write `resize = "pad"`',
    "keep_aspect_ratio": 'write `resize = "pad"` or `resize = "crop"`',
    "grayscale": 'write `color_mode = "grayscale"`',
    "channels": 'write `color_mode = "grayscale"` for one, `"rgb"` for three, `"rgba"` for four',
    "recursive": "remove it: folders in a class folder are looked into",
    "extensions": "remove it: every kind of picture is read",
    "stratify": 'write `type = "stratified"`',
    "train_size": "write `validation` and `test`: what they leave is for training",
    "dim_ordering": "remove it: pictures are (height, width, channels) everywhere",
    "dropout": 'write it as a layer: `[[layers]]` with `type = "Dropout"` and `rate`',
    "relu": 'write `activation = "relu"`',
    "decay": 'write a schedule: `learning_rate = { type = "ExponentialDecay", ... }`; weights decay by `weight_decay`',
    "momentum": 'it belongs to the optimizer: `optimizer = { type = "SGD", momentum = 0.9 }`',
    "weight_decay": 'it belongs to the optimizer (`optimizer = { type = "AdamW" }`) or to a layer: `kernel_regularizer = "L2"`',
    "early_stopping": 'write `[[training.callbacks]]` with `type = "EarlyStopping"`',
    "device": "remove it: the backend takes a GPU where there is one",
    "gpu": "remove it: the backend takes a GPU where there is one",
    "workers": "remove it: as many threads work as there are cores",
    "num_workers": "remove it: as many threads work as there are cores",
    "validation_steps": "remove it: every epoch takes all validation rows",
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
    plain = word.rpartition(".")[2]  # as in `nn.Linear`
    names = (TYPES.get(plain), ARGUMENTS.get(plain), CHOICES.get(plain), plain if plain != word else None, f"Random{plain}")
    return next((name for name in names if name in known), None)
