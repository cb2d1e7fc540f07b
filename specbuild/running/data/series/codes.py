"""What is wrong with series: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D601": "This layout needs an argument that is not there: which columns hold what cannot be guessed.",
    "D602": "A step of a series is missing between others. Left out, all later steps would move; so the spec has to say what is meant.",
    "D603": "A series has no steps: its cells are all empty, or its file has no rows. Remove it, or mend the file.",
    "D604": "All rows of one series have to have the same target, since a series has one. The finding names the first other row.",
    "D605": "Files of one data set have to have the same columns, each a channel.",
    "D606": "The series together are larger than the memory that data may take.",
    "D607": "A real step equals the padding in all its channels, so that masking the padding would mask the data too.",
    "D608": "The columns of a wide table cannot be divided evenly among the channels.",
    "D609": "The times of a series have to rise from row to row, no two alike: a network learns from their order. Sort the rows.",
    "D610": "The series is too short for a single window of history and horizon.",
    "D611": "Forecasting predicts numbers: it is a regression. For classes of series use the loader `series`.",
    "D612": "A series to predict for is not like those that the network was trained on.",
    "D613": "A channel that says how long each series was is the same in all of them where all are equally long.",
}
