"""The findings of augmentation on its samples: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

ARGUMENTS = "A001"
CHANNELS = "A002"
KIND = "A003"
SHAPE = "A004"
VALUE_RANGE = "A005"

EXPLANATIONS = {
    ARGUMENTS: "Keras refused arguments that the catalogue allows, most often because a number lies outside what this layer takes, or "
    "because two arguments exclude each other.",
    CHANNELS: "Hue and saturation, and what is made of them, exist only in colour pictures: three channels of red, green and blue.",
    KIND: "Every augmentation is for some kinds of data: pictures, volumes, clips, series, texts, audio or vectors. Turning a sentence "
    "by ten degrees means nothing. The loader says which kind its samples are.",
    SHAPE: "Augmentation acts on training rows only. One that changes the size of a picture would leave the network with training pictures "
    "of one size and evaluation pictures of another.",
    VALUE_RANGE: "This augmentation has to know the least and the greatest value that a sample can have, and nothing bounds these samples.",
}
