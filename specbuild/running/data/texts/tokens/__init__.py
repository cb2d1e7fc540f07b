"""Ways to cut a text into numbered tokens, one file for each.

A module holds

    def learn(texts: Iterable[str], wanted: Wanted) -> Learnt
    def encoder(learnt: Learnt) -> Encode

What `learn` gives is JSON. In every way 0 is padding and 1 is a token that is not known, or that an augmentation masks.
"""
