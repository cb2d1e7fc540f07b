"""What is wrong with data: the codes of loaders and splits, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D101": "There is no folder at the path of the loader. A path in a spec is relative to the spec, one after `--set` to the current "
    "folder.",
    "D102": "The path of the loader is a file; a folder with one folder for each class is wanted.",
    "D103": "A folder of the data cannot be listed, mostly because this user may not read it.",
    "D104": "There is no file in the folder, or in any folder below it, that could be a picture. One folder for each class is wanted, "
    "with pictures in it.",
    "D105": "There are pictures, but none of them in a class folder. The name of the folder that a picture is in is its class.",
    "D106": "A class has no picture. Leaving it in silently would shift nothing, but the network would have an output that it never "
    "learns.",
    "D107": "`classes` names a folder that is not there. It lists names of class folders as they are spelt on disk, in the order that "
    "their numbers should have.",
    "D108": "`classes` names a folder twice, and a class can have one number only.",
    "D109": "A file changed or went away while the run was going on. Nothing can be said about a run whose data changed under it, so it "
    "stops.",
    "D110": "There is only one class, so there is nothing to tell apart.",
    "D111": "A file cannot be read: it is cut short, damaged, no picture, or far too large. All such files are named before training "
    "starts; "
    '`on_error = "quarantine"` leaves them out instead, and writes their names to the run folder. None is ever replaced by anything.',
    "D112": "There are more unreadable files than are worth listing one by one; the first of them are listed as D111.",
    "D113": "The decoder's library is not installed. Pillow is always there.",
    "D114": "A package that reads this kind of data is not installed. Each kind is an extra of specbuild, so that nobody installs them "
    "all.",
    "D115": "The path is a table, so the spec has to say which column names the files (`file`) and which holds the answers (`target`).",
    "D116": "A table may name files in its own folder and below it alone, or in the `folder` that the spec states: a table from "
    "elsewhere should not read what lies around it. Links to folders are followed before that is judged.",
    "D117": "A table lists one file twice. Its rows may contradict each other, and it would count twice; so the spec has to say that this "
    'is meant, with `on_duplicate = "keep"`. A split then keeps its rows together.',
    "D118": "What the data say of a sample is no answer to the task: class folders name one class, where a multilabel task needs any "
    "number of labels and a regression needs numbers. A table that lists the files can say both.",
    "D119": "The memory that data may take (`SPECBUILD_MEMORY`) and the disk for decoded samples (`SPECBUILD_CACHE_SIZE`) are stated as "
    "a number and a unit.",
    "D120": "Nothing can be asked about the path of the data: a folder on the way may not be entered by this user, or no path can be so.",
    "D201": "The shares of validation and test add up to everything, or more.",
    "D202": "A part of the split is empty: the data has too few rows for its share.",
    "D203": "A stratified split gives every part the same mix of classes, so each sample has to have one class.",
    "D204": "A part would have fewer rows than there are classes, so it cannot hold each of them.",
    "D205": "A class has fewer different samples than there are parts. Copies of one sample count once, since they stay together.",
    "D206": "The split `folders` takes ready-made parts, and this data has none: no folders `train` and `test`.",
    "D208": "Windows over one series share steps: at random, most test windows would have been seen in training, but for a step. They are "
    "divided by time, and those that straddle a boundary are left out.",
    "D209": "The split needs a column that the data does not have, or does not say which of several is meant.",
    "D210": "There are too few groups, or they are too large, for these shares: each group goes into one part as a whole.",
    "D211": "A time is no number and no date, so rows cannot be put in order.",
    "D212": "No row has a value that the split names, or every row has.",
    "D207": "A validation share is asked for, and the data comes with a validation part of its own.",
}
