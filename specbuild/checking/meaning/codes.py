"""The findings of meaning: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

BEYOND = "C001"
UNDECLARED = "C002"
NOT_OF_THIS_KIND = "C003"
NO_REASON = "C004"
ALLOWS_NOTHING = "C005"
NOT_RELABELLED = "C006"
CLASSES = "A006"
RELABEL = "A007"
OPTION = "A008"
MIXING = "A009"

EXPLANATIONS = {
    BEYOND: "An augmentation can change an aspect of the samples by more than `[meaning]` tolerates: the label would not be true any more. "
    "There are three ways out. Weaken it, until its largest change is what the data bear. Restrict it with `only_classes` or "
    "`except_classes` to the classes that bear it; where the change is one fixed map, `relabel` says instead what the changed samples are. "
    'Or allow it: `allow = ["orientation"]` with `because = "..."` on the entry, which is kept in the run folder and the report.',
    UNDECLARED: "An augmentation changes an aspect that `[meaning]` does not mention. Nothing is augmented by accident: think of the data, "
    'and say whether the aspect is "free", "matters", or how far it may change. The finding has the line.',
    NOT_OF_THIS_KIND: "`[meaning]` names an aspect that samples of this kind do not have, such as the hue of a time series: it would hold "
    "nothing back.",
    NO_REASON: "`allow` and `because` belong together: whoever reads the spec or the report has to know why the change is harmless here.",
    ALLOWS_NOTHING: "An entry allows an aspect that it does not change, or that `[meaning]` tolerates anyway. Left in, it would hide a "
    "later mistake.",
    NOT_RELABELLED: "`relabel` says what the classes become that it names; those that it does not name would be changed and keep their "
    'label. Name them too (`o = "o"` for one that stays itself), or restrict the entry with `only_classes`.',
    CLASSES: "`only_classes`, `except_classes` and `relabel` name classes of the data, as the loader found them. Regression has none.",
    RELABEL: "`relabel` says which class a changed sample belongs to. It has to be a bijection, each class named once on either side, and "
    "the change has to be one fixed map that happened or did not: a flip, a turn by one angle.",
    OPTION: "Some options exclude each other, or an augmentation: `only_classes` and `except_classes` say the same thing twice.",
    MIXING: "MixUp and CutMix mix two samples and their labels. What follows them sees samples of no single class, so that entries that "
    "ask for a class have to stand before them; and they mix whatever stands in the batch, so that they take no classes of their own.",
}
