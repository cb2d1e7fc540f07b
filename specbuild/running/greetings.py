"""Keep TensorFlow's greetings from the terminal: lines about the processor that no user can act on, and that no setting turns off."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator

_GREETINGS = re.compile(
    rb"^(WARNING: All log messages before absl::InitializeLog"
    rb"|I\d{4} .* (port|cpu_feature_guard|cuda_executor)\.cc"
    rb"|To enable the following instructions)"
)


@contextlib.contextmanager
def without_greetings() -> Iterator[None]:
    """Catch what compiled code writes to standard error in the meantime; afterwards, all but the greetings is written there.

    Python's own `sys.stderr` goes on to the terminal, so that progress can be shown.
    """
    try:
        visible = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    before = sys.stderr
    ours = os.fdopen(os.dup(visible), "w", buffering=1, errors="backslashreplace") if _is_standard(before) else None
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        if ours is not None:
            sys.stderr = ours
        try:
            yield
        finally:
            os.dup2(visible, 2)
            os.close(visible)
            if ours is not None:
                sys.stderr = before
            caught.seek(0)
            os.write(2, b"".join(line for line in caught if not _GREETINGS.match(line)))


def _is_standard(stream: object) -> bool:
    try:
        return stream.fileno() == 2  # type: ignore[attr-defined, no-any-return]
    except (AttributeError, OSError, ValueError):
        return False
