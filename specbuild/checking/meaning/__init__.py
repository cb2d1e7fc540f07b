"""What each augmentation changes, as a function of its arguments, held against what `[meaning]` says the data may bear.

To add an augmentation's meaning, give a file of `families/` a function from a `Subject` to `Change`s, and name it in its `FAMILY`.
"""
