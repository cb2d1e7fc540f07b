"""The findings of the backend, the model and the training loop: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

BACKEND_ABSENT = "B001"
BACKEND_TAKEN = "B002"
NO_BACKEND = "B003"
NO_ROWS = "F001"
MEMORY = "F002"
COMPONENTS = "F003"
LOOK_UP = "F004"
BINS = "F005"
DISAGREEMENT = "M001"
REFUSED_BY_KERAS = "M002"
ONE_STEP = "M003"
NO_WEIGHTS = "M004"
OTHER_WEIGHTS = "M005"
CLASS_WEIGHTS = "L001"
DIFFERENT_ROWS = "L002"
BROKEN_STATE = "L003"
FOREIGN_STATE = "L004"
CHANGED_SPEC = "L006"
CHANGED_DATA = "L007"
NO_STATE = "L008"
CANARY_BATCH = "L009"
CANARY_SHUFFLED = "L010"
NOT_SEEN = "L011"
NOT_PROBED = "L012"

EXPLANATIONS = {
    BACKEND_ABSENT: "The spec names a backend of Keras that is not installed here. Each comes with an extra: "
    '`pip install "specbuild[tensorflow]"`, `[jax]` or `[torch]`. `backend = "auto"` takes what is there.',
    BACKEND_TAKEN: "Keras chooses its backend once in the life of a process, when it is imported. A second run with another backend needs "
    "a process of its own.",
    NO_BACKEND: "Keras needs TensorFlow, JAX or PyTorch to compute with, and none of them is installed.",
    NO_ROWS: "A preprocessing layer learns its numbers from the training rows, and there are none.",
    MEMORY: "Whitening needs a matrix with a row and a column for every number of a sample, which grows with the fourth power of the "
    "side of a picture. What it would take is predicted before anything is computed. `components` whitens the strongest directions only, "
    "smaller pictures cost less, and `memory_budget` states how much may be used.",
    COMPONENTS: "Low-rank whitening keeps the strongest directions of the centred training rows: it can keep at most as many as there "
    "are rows, or numbers in a sample, and it always centres.",
    LOOK_UP: "This preprocessing layer learns a vocabulary from words or whole numbers; samples that are real numbers have none.",
    BINS: "`Discretization` puts the bounds of its bins between the values of the training rows, and there are fewer values than bins.",
    DISAGREEMENT: "The built network differs from the plan. That is a mistake of specbuild, not yours: please report it.",
    REFUSED_BY_KERAS: "Keras refused arguments that the catalogue allows, most often because two of them exclude each other.",
    ONE_STEP: "Keras on torch runs one training step at a time. Several make TensorFlow faster on tiny networks, and change no number.",
    NO_WEIGHTS: "`weights` of a `Backbone` names a file that is not there, or that is no file of weights. specbuild downloads nothing: put "
    "the file beside the spec. Paths start from the folder of the spec.",
    OTHER_WEIGHTS: "The file of weights belongs to another network than the `Backbone`: its layers have other shapes. Weights of "
    "`keras.applications` without the head are called `..._notop.h5`, and were trained on pictures of three channels.",
    CLASS_WEIGHTS: "`class_weights` has to name every class that the training rows hold, and no other.",
    DIFFERENT_ROWS: "What evaluation was about to receive is not what the loader decodes: something changed the rows on the way, so the "
    "numbers would not speak of the data. The run stops rather than report them. This is a mistake of specbuild or of a plug-in.",
    BROKEN_STATE: "The saved state of a run cannot be read. States are written whole or not at all, so the file was damaged later.",
    FOREIGN_STATE: "The saved state belongs to another network: its variables have other names or shapes than those of this spec.",
    CHANGED_SPEC: "A run can only go on with the spec that it began with, since it would be another experiment otherwise. The number of "
    "epochs "
    "may change: nothing before the end depends on it.",
    CHANGED_DATA: "A run can only go on with the data that it began with: the same rows, in the same parts, with the same content. "
    "split.csv in "
    "the run folder says what they were.",
    CANARY_BATCH: "A network that cannot learn a single batch by heart, with no augmentation in its way, will learn nothing from many. "
    "Most "
    "often the head does not fit the loss, the input is not scaled, or the learning rate is far too high or too low. `run --canary` finds "
    "it in a minute.",
    CANARY_SHUFFLED: "Every content of the data got a label by lot, copies the same one, so that nothing can be learnt about contents that "
    "were not seen, and the network still predicts the validation rows better than chance would in a thousand tries. So copies of "
    "validation rows are among the training rows, as happens in ready-made folders and columns of parts.",
    NO_STATE: "The run was stopped before its first epoch was done, so there is nothing to go on from.",
    NOT_SEEN: "`replay` makes again what the network was trained on: a training row of the run, in an epoch that was finished.",
    NOT_PROBED: "`probe` trains the network of the spec on un-augmented training rows, changes others that it knows, and asks which class "
    "they look like now. So it needs a task with one class a sample, and some training rows of each.",
}
