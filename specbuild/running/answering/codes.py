"""The findings of a finished run that is asked something: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

NO_INPUTS = "I001"
UNREADABLE = "I002"
ANOTHER_SHAPE = "I003"
NO_MATCH = "I004"
NOTHING = "I005"
NO_MODEL = "I006"

EXPLANATIONS = {
    NO_INPUTS: "The loader of this run reads whole data sets only. Samples can still be given as an array, in the form in which the loader "
    "makes them: `predict RUN samples.npy`, of shape (samples, ...).",
    UNREADABLE: "This input cannot be read, so nothing is said of it; nothing ever stands in for it. All others were predicted.",
    ANOTHER_SHAPE: "The network takes samples of one shape, that of the run's training data. Arrays are taken as they are; pictures, "
    "tables and sounds are brought to it by the loader.",
    NO_MATCH: "A pattern is expanded by specbuild where the shell has not done so; it has to match at least one file. `**` stands for any "
    "number of folders.",
    NOTHING: "Nothing was given that could be predicted.",
    NO_MODEL: "`model.keras` in the run folder is missing, damaged, or holds something that is not loaded: a model is only data here, "
    "and a layer that would run code of its own (`Lambda`) is refused. A run is only taken up once it is finished.",
}
