"""What is wrong with an array: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D401": "There is no array at the path of the loader. A path in a spec is relative to the spec, one after `--set` to the "
    "current folder.",
    "D402": "The file is damaged, cut short, or no array of NumPy. Save it again with `numpy.save` or `numpy.savez`.",
    "D403": "The array holds Python objects, which only pickle can read. Unpickling a file runs whatever code is in it, so it is "
    "never done.",
    "D404": "A compressed array has to be unpacked into memory, and it is larger than data may be. Saved with `np.save` or "
    "`np.savez` (not `savez_compressed`) it can stay on the disk, and only what a batch needs is read.",
    "D405": "There is no array of that name in the file. The finding lists the names that there are.",
    "D406": "The arrays have different numbers of samples, or samples of different shapes.",
    "D407": "There are no samples: the first axis of the array counts them, and it is 0.",
    "D408": "The samples are not plain numbers. Complex numbers, records, texts and times have no single meaning as numbers.",
    "D409": "A sample holds NaN or infinity. A single one makes the loss NaN, and the whole network with it.",
    "D410": "The labels do not fit the task: classes where numbers are to be predicted, or the other way round.",
    "D411": "A sample has too many or too few axes for what it is said to be.",
}
