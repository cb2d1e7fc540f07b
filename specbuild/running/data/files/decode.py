"""What a kind of data has to say about its files: how a sample is decoded, and what it is then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple, Protocol

import numpy as np

Facts = Mapping[str, Any]  # what a file says of itself beside its numbers: the spacing of a volume, the encoding of a text


class Checked(NamedTuple):
    """A decoded sample, and what its file says of itself."""

    values: np.ndarray
    facts: Facts = MappingProxyType({})


class Named(Protocol):
    """What files of a kind are called.

    Attributes:
        noun: What a sample is called: "picture"; and many of them: "pictures".
        suffixes: Endings, with the dot and in small letters, of files that claim by their name to be such a sample.
    """

    @property
    def noun(self) -> tuple[str, str]: ...  # noqa: D102
    @property
    def suffixes(self) -> frozenset[str]: ...  # noqa: D102


class Decode(Named, Protocol):
    """How every sample of a data set is decoded.

    Attributes:
        kind: What a sample is: one of `KINDS` of `checking/plan/input.py`.
        shape: Shape of every decoded sample.
        dtype: Its type.
        value_range: Least and greatest value; None where nothing bounds it.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def shape(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def dtype(self) -> np.dtype: ...  # noqa: D102
    @property
    def value_range(self) -> tuple[float, float] | None: ...  # noqa: D102

    def checked(self, files: Sequence[BinaryIO]) -> Checked:
        """Decode files that nobody has looked at yet, opened at their beginning, and prove them whole.

        Raises:
            Unreadable: they cannot be a sample.
        """
        ...

    def known(self, files: Sequence[BinaryIO]) -> np.ndarray:
        """Decode files whose very bytes were checked before; otherwise the same."""
        ...


def claims(named: Named, path: str) -> bool:
    """Whether the name of a file says that it is such a sample, or says nothing at all."""
    name = path.replace("\\", "/").rpartition("/")[2].casefold()
    return "." not in name or any(name.endswith(suffix) for suffix in named.suffixes)
