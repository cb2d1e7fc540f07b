"""The contradictions between task, head, loss and metrics: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

HEAD_ACTIVATION = "O001"
HEAD_SHAPE = "O002"
FROM_LOGITS = "O003"
WRONG_LOSS = "O004"
WRONG_METRIC = "O005"
TARGET_FORM = "O006"
NEEDS_PROBABILITIES = "O007"
THRESHOLD = "O008"
NOT_ONE_NUMBER = "O009"
REDUCTION = "O010"
CLASS_WEIGHTS = "O011"
MONITOR = "O012"
DIRECTION = "O013"
SAME_NAME = "O014"
TARGET_SCALING = "O015"
RESAMPLE = "O016"

EXPLANATIONS = {
    HEAD_ACTIVATION: "The activation of the last layer does not fit the task. One class a sample: none (logits) or `softmax`. Two classes, "
    "or several marks a sample: none (logits) or `sigmoid`. With `relu` or `tanh` at the end a network cannot say how sure it is.",
    HEAD_SHAPE: "The last layer gives too many or too few numbers for each sample: `multiclass` and `multilabel` need one for each class "
    '(`units = "classes"`), `binary` one (`units = 1`), `regression` one for each target.',
    FROM_LOGITS: "`from_logits` contradicts the head: it has to be true where the last layer has no activation and false after `softmax` "
    "or `sigmoid`. Otherwise the network trains without a complaint, and badly. Left out, it follows from the head.",
    WRONG_LOSS: "This loss does not fit the task: it compares other things than this task has, such as classes where a number is to be "
    "predicted. Left "
    "out, the loss follows from the task and the last layer.",
    WRONG_METRIC: "This metric does not fit the task: it counts what this task does not have, such as classes where a number is to be "
    "predicted. Left out, "
    "the metrics follow from the task.",
    TARGET_FORM: "Keras hands one form of the targets to the loss and to all metrics: class numbers, for the sparse ones, or one number "
    "for each class, for the others. Both at once cannot be. MixUp and CutMix blend classes, which class numbers cannot express.",
    NEEDS_PROBABILITIES: "This loss or metric compares probabilities, and the last layer gives logits: end in `softmax` or `sigmoid`.",
    THRESHOLD: "A metric's threshold differs from `task.threshold`. Left out, it follows from the task.",
    NOT_ONE_NUMBER: "This metric gives several numbers, one for each class or threshold, where curves, callbacks and tables need one.",
    REDUCTION: "The loss of a batch is the mean over its rows: learning rates, curves and evaluation rest on that.",
    CLASS_WEIGHTS: "`class_weights` weighs classes against each other; these targets are not classes of which each sample has one.",
    MONITOR: "A callback watches a number that this run does not produce. Keras would warn in every epoch and never act.",
    DIRECTION: "Keras does not know whether this number should rise or fall.",
    SAME_NAME: "Two metrics go by one name, so one would hide the other in tables and files. Give one of them a `name` of its own.",
    TARGET_SCALING: "Targets can be scaled where they are numbers, the loss measures how far predictions are from them, and nothing bounds "
    "the outputs: after `relu` no prediction could be below the mean, and a loss of shares or logarithms means something else on scaled "
    "targets.",
    RESAMPLE: "Rows are repeated so that all classes are equally frequent, so each row has to have one class; weights on top of that would "
    "count the rare classes twice.",
}
