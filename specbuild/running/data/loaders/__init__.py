"""One file for each `[loader]`: an annotated function of the loader's name, whose signature and docstring are its declaration.

A module may also hold `KIND`, what a sample is (see `checking/plan/input.py`), and

    def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments) -> Samples

which reads raw inputs that have no targets, for `predict`: files or folders named by a person, with what the loader learnt from the
training rows of the run. It is called by `running/data/inputs.py`, and keeps these promises:

- **Arguments** are those of the loader, all of them, from the recorded spec. What says where the training data is (`path`, `classes`,
  the column of the target ...) means nothing here; what says how a sample is made (size, decoder, columns, rate ...) means the same, so
  that the same input becomes the same array, to the bit.
- **Sources** are relative to the current folder and may not exist. Patterns are expanded before. A folder stands for the files below it
  that claim by their names to be inputs, in natural order; a file that was named is read whatever it is called. Loaders of files get all
  of this from `files/given.py`: `return files_given(sources, decode)`.
- **Order**: as the sources were given. `ids` name each sample so that a person finds it again: `given(path)` for a file that is one
  sample, `rows.csv:17` (the line on which it begins, as in findings and in `split.csv`) for a row of a file with many.
- **Samples** have targets of shape (samples, 0), no classes, `digests=no_digests`; nothing else is wanted of them.
- **Bounded memory**: nothing large is held; `read` decodes just the rows asked for, and is called once for each of them, batch by batch.
- **What cannot be read** is never replaced by anything: a reason for each, with the others still there. What is known at once (no such
  file, a row with too few cells) goes to `Samples.unreadable` by id, and is no sample. What only decoding tells is raised by `read` as
  `Unread({row: reason})`; the others are then asked for again. A reason completes the sentence "`the/input.png` ...".

A file that holds many samples (a table) makes the module say `MANY_ROWS = True`: then standard input is such a file, and not a list of
paths. A loader that reads `.npy` files itself says `ARRAYS = True`; for the others, such a file holds samples as `Samples.read` gives
them. `tests/running/data/loaders/inputs_agree.py` tests the promises: call it from the test of your loader.
"""
