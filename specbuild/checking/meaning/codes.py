"""The findings of meaning: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

BEYOND = "C001"
UNDECLARED = "C002"
NOT_OF_THIS_KIND = "C003"
NO_REASON = "C004"
ALLOWS_NOTHING = "C005"
NOT_RELABELLED = "C006"

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
}
