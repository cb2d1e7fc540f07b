"""Do many small things in a few threads, in chunks, so that Ctrl-C is heard and progress is seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from specbuild.running.data.context import silent

CHUNK = 32


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(count: int, work: Callable[[int], None], progress: Callable[[int, int], None] = silent) -> None:
    """Call `work` once for each number below `count`, in no particular order.

    Args:
        count: How many.
        work: Called in a thread.
        progress: Called in the calling thread with how many are done, and `count`.

    Raises:
        Exception: the first that `work` raised; what was not begun by then is left.
    """

    def chunk(start: int) -> int:
        end = min(start + CHUNK, count)
        for number in range(start, end):
            work(number)
        return end

    pool = ThreadPoolExecutor(min(cores(), 16), thread_name_prefix="specbuild-data")
    try:
        for done in pool.map(chunk, range(0, count, CHUNK)):
            progress(done, count)
    finally:
        pool.shutdown(cancel_futures=True)
