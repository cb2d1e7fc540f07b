"""The findings of a finished run that is asked something: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

NO_INPUTS = "I001"
UNREADABLE = "I002"
ANOTHER_SHAPE = "I003"
NO_MATCH = "I004"
NOTHING = "I005"
NO_MODEL = "I006"
OTHER_CLASSES = "I007"
NO_OTHER_DATA = "I009"
NOTHING_TO_TUNE = "I010"
TOO_FEW_ROWS = "I011"
NO_LAYER = "I012"
NO_POSITIONS = "I013"
NO_CLASS = "I014"
TOO_MANY = "I015"

EXPLANATIONS = {
    NO_INPUTS: "The loader of this run reads whole data sets only. Samples can still be given as an array, in the form in which the loader "
    "makes them: `predict RUN samples.npy`, of shape (samples, ...).",
    UNREADABLE: "This input cannot be read, so nothing is said of it; nothing ever stands in for it. All others were predicted.",
    ANOTHER_SHAPE: "The network takes samples of one shape, that of the run's training data. Arrays are taken as they are; pictures, "
    "tables and sounds are brought to it by the loader.",
    NO_MATCH: "A pattern is expanded by specbuild where the shell has not done so; it has to match at least one file. `**` stands for any "
    "number of folders.",
    NOTHING: "Nothing was given that could be predicted: name files or folders, or pipe their names in.",
    NO_MODEL: "`model.keras` in the run folder is missing, damaged, or holds something that is not loaded: a model is only data here, "
    "and a layer that would run code of its own (`Lambda`) is refused. A run is only taken up once it is finished.",
    OTHER_CLASSES: "Other data can only be judged where its classes are classes of the run, by the same names. Classes of which it has no "
    "rows are no hindrance.",
    NO_OTHER_DATA: "Other data is read by the loader of the run, with another `path`. The bundled data sets have none.",
    NOTHING_TO_TUNE: "`tune` finds a temperature for any classification, and a threshold for binary and multilabel tasks.",
    TOO_FEW_ROWS: "On a handful of validation rows any threshold is best by chance.",
    NO_LAYER: "A layer is called by its name in the saved model; `name` in the spec gives it one. A layer inside another one is called by "
    "both: `residual_2/conv2d_3`.",
    NO_POSITIONS: "Grad-CAM shows where in the input something is seen, so it needs a layer that still knows where: a convolution, "
    "pooling, recurrence over all steps. After `Flatten`, or in a network of `Dense` layers alone, there is none.",
    NO_CLASS: "Grad-CAM explains one class, or one target of a regression, by the name that it has in the data.",
    TOO_MANY: "Feature maps of many inputs fill memory, and nobody looks at them all: choose some.",
}
