"""What is wrong with a table: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D301": "There is no table at the path of the loader. A path in a spec is relative to the spec, one after `--set` to the "
    "current folder.",
    "D302": "The file cannot be opened or decompressed, or it is no table at all.",
    "D303": "The table is larger than the memory that data may take, once it is decompressed. A small archive can hold endless "
    "zeros, so the size is counted while it is read.",
    "D304": "The text is not in the encoding that was stated or found. The row is named; no character is ever replaced.",
    "D305": "A row has more or fewer cells than the header: mostly a delimiter inside a text without quotation marks. Filling up or "
    "cutting off would move values into other columns.",
    "D306": "Two columns have the same name, so that a spec cannot say which is meant; or one that has none would be used because nothing "
    "said otherwise. Such a column often holds the numbers of rows, which tell the answer where rows are sorted.",
    "D307": "Whether the first row holds names or data cannot be told from it: some of its cells are numbers. Guessing wrong would "
    "lose a row or make up names.",
    "D308": "The table has no rows: there is at most a line with the names of the columns, so there is nothing to learn from.",
    "D309": "Which character parts the cells cannot be told from the first rows, or one mark was given two meanings.",
    "D310": "A package that reads this kind of file is not installed. The finding names the extra of specbuild that brings it.",
    "D311": "There is no such column in the table. Names of columns are compared letter by letter; the finding lists those there are.",
    "D312": "One column is used for two things, such as a target that is a feature too: the network would be shown the answer.",
    "D313": "A column holds numbers in most rows and something else in others. Taken for categories, every number would be a word "
    "without size; taken for numbers, the others would be lost. So the spec has to say what is meant.",
    "D314": "A cell is not what its column holds, such as a word in a column of numbers. The finding names the row.",
    "D315": "A target is missing. A row without an answer teaches nothing, and an empty class would be learnt like any other.",
    "D316": "The targets do not fit the task: classes where numbers are to be predicted, or the other way round.",
    "D317": "Features are missing in some rows, and the spec does not say what to do about it.",
    "D318": "A sample weight has to be a positive number, since it says how often a row counts.",
    "D319": "No column is left for the features, once the columns of targets, names, groups and weights are taken away.",
    "D320": "Names of rows have to be there and differ, since every row is recorded under its name in `split.csv`.",
    "D321": "Names of ready-made parts have to be `train`, `validation` or `test`.",
    "D322": "The files of a table in parts have to have the same columns.",
}
