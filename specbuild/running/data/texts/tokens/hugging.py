"""What the ways share that the library `tokenizers` learns: its JSON is kept in the run, and read back by it alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from specbuild.running.data.texts.tokens.way import SPECIAL, UNKNOWN, Encode, Learnt, Wanted

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def normalized(tokenizer: Tokenizer, wanted: Wanted) -> None:
    """Compose accents, so that the two ways of writing one letter are one token; and lower capitals where wanted."""
    from tokenizers import normalizers

    steps: list[Any] = [normalizers.NFC(), *([normalizers.Lowercase()] if wanted.lowercase else [])]
    tokenizer.normalizer = normalizers.Sequence(steps)


def trained(tokenizer: Tokenizer, trainer: Any, texts: Iterable[str]) -> Learnt:
    """Train on texts, and give what was learnt as JSON.

    The library looks for its special tokens in every text, so that a text with the word "[PAD]" would hold padding: they are taken off
    its list, and keep just their numbers.
    """
    tokenizer.train_from_iterator(_sound(texts), trainer)
    written = json.loads(tokenizer.to_str())
    written["added_tokens"] = []
    return {"vocabulary": tokenizer.get_vocab_size(), "tokenizer": written}


def encoder(learnt: Learnt) -> Encode:
    """What turns texts into numbers."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(json.dumps(learnt["tokenizer"]))

    def encode(texts: Sequence[str]) -> list[list[int]]:
        found = tokenizer.encode_batch(list(_sound(texts)), add_special_tokens=False)
        return [[number if number >= UNKNOWN else UNKNOWN for number in one.ids] for one in found]

    return encode


def specials() -> list[str]:
    """The names of the two numbers that every way keeps free, in their order."""
    return list(SPECIAL)


def _sound(texts: Iterable[str]) -> Iterator[str]:
    """Texts without lone surrogates, which have no UTF-8 and which the library refuses."""
    return (text.encode("utf-8", "replace").decode("utf-8") for text in texts)
