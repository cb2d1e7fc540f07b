"""Words, and what stands between them: each run of letters and digits is a token, and each run of other marks but blanks."""

from __future__ import annotations

from collections.abc import Iterable

from specbuild.running.data.texts.tokens import hugging
from specbuild.running.data.texts.tokens.way import SPECIAL, UNKNOWN, Learnt, Wanted

encoder = hugging.encoder


def learn(texts: Iterable[str], wanted: Wanted) -> Learnt:
    """The most frequent words."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordLevel(unk_token=SPECIAL[UNKNOWN]))
    hugging.normalized(tokenizer, wanted)
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.WordLevelTrainer(
        vocab_size=wanted.most, min_frequency=wanted.least_count, special_tokens=hugging.specials(), show_progress=False
    )
    return hugging.trained(tokenizer, trainer, texts)
