"""The findings of augmentation: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

ARGUMENTS = "A001"
CHANNELS = "A002"
KIND = "A003"
SHAPE = "A004"
VALUE_RANGE = "A005"
CLASSES = "A006"
RELABEL = "A007"
OPTION = "A008"
MIXING = "A009"

EXPLANATIONS = {
    ARGUMENTS: "Keras refused arguments that the catalogue allows, most often because a number lies outside what this layer takes, or "
    "because two arguments exclude each other.",
    CHANNELS: "Hue and saturation, and what is made of them, exist only in colour pictures: three channels of red, green and blue.",
    KIND: "Every augmentation is for some kinds of data: pictures, volumes, clips, series, texts, audio or vectors. Turning a sentence "
    "by ten degrees means nothing. The loader says which kind its samples are.",
    SHAPE: "Augmentation acts on training rows only. One that changes the size of a picture would leave the network with training pictures "
    "of one size and evaluation pictures of another.",
    VALUE_RANGE: "This augmentation has to know the least and the greatest value that a sample can have, and nothing bounds these samples.",
    CLASSES: "`only_classes`, `except_classes` and `relabel` name classes of the data, as the loader found them. Regression has none.",
    RELABEL: "`relabel` says which class a changed sample belongs to. It has to be a bijection, each class named once on either side, and "
    "the change has to be one fixed map that happened or did not: a flip, a turn by one angle.",
    OPTION: "Some options exclude each other, or an augmentation: `only_classes` and `except_classes` say the same thing twice.",
    MIXING: "MixUp and CutMix mix two samples and their labels. What follows them sees samples of no single class, so that entries that "
    "ask for a class have to stand before them; and they mix whatever stands in the batch, so that they take no classes of their own.",
}
