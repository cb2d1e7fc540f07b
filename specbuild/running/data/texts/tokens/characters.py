"""Characters: each is a token, blanks included."""

from __future__ import annotations

from collections.abc import Iterable

from specbuild.running.data.texts.tokens import hugging
from specbuild.running.data.texts.tokens.way import SPECIAL, UNKNOWN, Learnt, Wanted

encoder = hugging.encoder


def learn(texts: Iterable[str], wanted: Wanted) -> Learnt:
    """The most frequent characters."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordLevel(unk_token=SPECIAL[UNKNOWN]))
    hugging.normalized(tokenizer, wanted)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    trainer = trainers.WordLevelTrainer(
        vocab_size=wanted.most, min_frequency=wanted.least_count, special_tokens=hugging.specials(), show_progress=False
    )
    return hugging.trained(tokenizer, trainer, texts)
