"""Which tasks each loss and metric of Keras fits, which form of the targets it reads, and what it wants of the network's outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASSES = frozenset({"multiclass"})
MARKS = frozenset({"binary", "multilabel"})
CHOICES = CLASSES | MARKS
NUMBERS = frozenset({"regression"})
ALL = CHOICES | NUMBERS

SPARSE = "class numbers"  # shape (rows,)
DENSE = "a number for each output"  # shape (rows, outputs)

SWITCH = "from_logits says which"
PROBABILITIES = "probabilities"
ANY = "anything"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is true of one loss or metric.

    Attributes:
        tasks: The tasks that it can measure.
        targets: The form of the targets that it reads.
        outputs: What the network's outputs have to be, for tasks about classes.
        threshold: The argument that says from which probability on a class is predicted; empty where it has none.
        single: Argument and values, of which one has to be written for the result to be one number.
        direction: False where Keras does not know whether more of it is better.
    """

    tasks: frozenset[str]
    targets: str
    outputs: str
    threshold: str = ""
    single: tuple[str, tuple[str, ...]] | None = None
    direction: bool = True


_DISTANCE = Fact(ALL, DENSE, PROBABILITIES)
_SCORE = Fact(CHOICES, DENSE, PROBABILITIES, threshold="thresholds")
_COUNT = Fact(CHOICES, DENSE, PROBABILITIES, threshold="thresholds", direction=False)
_TRADE = Fact(CHOICES, DENSE, PROBABILITIES)
_F_SCORE = Fact(CHOICES, DENSE, PROBABILITIES, threshold="threshold", single=("average", ("macro", "micro", "weighted")))

LOSSES: Mapping[str, Fact] = {
    "SparseCategoricalCrossentropy": Fact(CLASSES, SPARSE, SWITCH),
    "CategoricalCrossentropy": Fact(CLASSES, DENSE, SWITCH),
    "CategoricalFocalCrossentropy": Fact(CLASSES, DENSE, SWITCH),
    "CategoricalGeneralizedCrossEntropy": Fact(CLASSES, SPARSE, PROBABILITIES),
    "CategoricalHinge": Fact(CLASSES, DENSE, ANY),
    "BinaryCrossentropy": Fact(MARKS, DENSE, SWITCH),
    "BinaryFocalCrossentropy": Fact(MARKS, DENSE, SWITCH),
    "Hinge": Fact(MARKS, DENSE, ANY),
    "SquaredHinge": Fact(MARKS, DENSE, ANY),
    "Dice": Fact(CHOICES, DENSE, PROBABILITIES),
    "Tversky": Fact(CHOICES, DENSE, PROBABILITIES),
    "KLDivergence": Fact(CLASSES, DENSE, PROBABILITIES),
    "Poisson": Fact(NUMBERS, DENSE, ANY),
    "CosineSimilarity": Fact(NUMBERS, DENSE, ANY),
    "Huber": _DISTANCE,
    "LogCosh": _DISTANCE,
    "MeanAbsoluteError": _DISTANCE,
    "MeanAbsolutePercentageError": Fact(NUMBERS, DENSE, ANY),
    "MeanSquaredError": _DISTANCE,
    "MeanSquaredLogarithmicError": Fact(NUMBERS, DENSE, ANY),
}

# Losses of the distance between target and output, which mean the same when both are moved and stretched.
DISTANCES = frozenset(name for name, fact in LOSSES.items() if fact is _DISTANCE)

METRICS: Mapping[str, Fact] = {
    "SparseCategoricalAccuracy": Fact(CLASSES, SPARSE, ANY),
    "SparseTopKCategoricalAccuracy": Fact(CLASSES, SPARSE, ANY),
    "SparseCategoricalCrossentropy": Fact(CLASSES, SPARSE, SWITCH),
    "CategoricalAccuracy": Fact(CLASSES, DENSE, ANY),
    "TopKCategoricalAccuracy": Fact(CLASSES, DENSE, ANY),
    "CategoricalCrossentropy": Fact(CLASSES, DENSE, SWITCH),
    "CategoricalHinge": Fact(CLASSES, DENSE, ANY),
    "OneHotIoU": Fact(CLASSES, DENSE, ANY),
    "OneHotMeanIoU": Fact(CLASSES, DENSE, ANY),
    "KLDivergence": Fact(CLASSES, DENSE, PROBABILITIES),
    "BinaryAccuracy": Fact(MARKS, DENSE, ANY, threshold="threshold"),
    "BinaryCrossentropy": Fact(MARKS, DENSE, SWITCH),
    "BinaryIoU": Fact(MARKS, DENSE, PROBABILITIES, threshold="threshold"),
    "Hinge": Fact(MARKS, DENSE, ANY),
    "SquaredHinge": Fact(MARKS, DENSE, ANY),
    "AUC": Fact(CHOICES, DENSE, SWITCH),
    "Precision": _SCORE,
    "Recall": _SCORE,
    "TruePositives": _COUNT,
    "TrueNegatives": _COUNT,
    "FalsePositives": _COUNT,
    "FalseNegatives": _COUNT,
    "PrecisionAtRecall": _TRADE,
    "RecallAtPrecision": _TRADE,
    "SensitivityAtSpecificity": _TRADE,
    "SpecificityAtSensitivity": _TRADE,
    "F1Score": _F_SCORE,
    "FBetaScore": _F_SCORE,
    "MeanAbsoluteError": _DISTANCE,
    "MeanSquaredError": _DISTANCE,
    "RootMeanSquaredError": _DISTANCE,
    "LogCoshError": _DISTANCE,
    "MeanAbsolutePercentageError": Fact(NUMBERS, DENSE, ANY),
    "MeanSquaredLogarithmicError": Fact(NUMBERS, DENSE, ANY),
    "CosineSimilarity": Fact(NUMBERS, DENSE, ANY),
    "Poisson": Fact(NUMBERS, DENSE, ANY),
    "R2Score": Fact(NUMBERS, DENSE, ANY),
    "ConcordanceCorrelation": Fact(NUMBERS, DENSE, ANY),
    "PearsonCorrelation": Fact(NUMBERS, DENSE, ANY),
}
