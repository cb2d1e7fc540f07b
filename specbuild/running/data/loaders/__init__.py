"""One file for each `[loader]`: an annotated function of the loader's name, whose signature and docstring are its declaration.

A module may also hold `KIND`, what a sample is (see `checking/plan/input.py`), and

    def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments) -> Samples

which reads raw inputs that have no targets, for `predict`: files or folders named by a person, in a stable order, with what the loader learnt
from the training rows of the run. Its samples have targets of shape (samples, 0).
"""
