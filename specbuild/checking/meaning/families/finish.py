"""Fine structure: blur, sharpness and posterising."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, largest, up_to

_BITS = 8


def blur(subject: Subject) -> Iterator[Change]:
    """The largest sigma in pixels, at most 1; a kernel of one pixel does nothing."""
    kernel = subject.arguments["kernel_size"]
    if subject.happens("factor") and max(kernel if isinstance(kernel, list | tuple) else [kernel]) > 1:
        yield Change("detail", min(1.0, largest(up_to(subject.arguments["sigma"]))), "sigma")


def sharpness(subject: Subject) -> Iterator[Change]:
    """0.5 is neutral; a number reaches 0, the full blur."""
    low, high = up_to(subject.arguments["factor"])
    yield Change("detail", max(abs(1 - 2 * low), abs(1 - 2 * high)), "factor")


def posterization(subject: Subject) -> Iterator[Change]:
    """The width of a step between two levels that are left, less one of 8 bits; a number reaches 1 bit."""
    bits = up_to(subject.arguments["factor"], low=1)[0]
    yield Change("detail", (2 ** (_BITS - bits) - 1) / (2**_BITS - 1), "factor")


FAMILY: Family = {"RandomGaussianBlur": blur, "RandomSharpness": sharpness, "RandomPosterization": posterization}
