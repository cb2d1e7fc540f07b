"""Sub-words: pairs of bytes that stand together often are joined again and again (byte pair encoding), so that no word is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from specbuild.running.data.texts.tokens import hugging
from specbuild.running.data.texts.tokens.way import SPECIAL, UNKNOWN, Learnt, Wanted

LEAST = len(SPECIAL) + 256  # every byte is a token of its own

encoder = hugging.encoder


def learn(texts: Iterable[str], wanted: Wanted) -> Learnt:
    """All bytes, and the most frequent pairs of pieces."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token=SPECIAL[UNKNOWN]))
    hugging.normalized(tokenizer, wanted)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    trainer = trainers.BpeTrainer(
        vocab_size=wanted.most, min_frequency=wanted.least_count, special_tokens=hugging.specials(), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )  # fmt: skip
    return hugging.trained(tokenizer, trainer, texts)
