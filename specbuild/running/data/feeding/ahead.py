"""Work ahead of the consumer in a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
PATIENCE = 0.1  # seconds between two looks at whether the consumer is still there


class _Failed(Generic[Item]):
    def __init__(self, error: BaseException) -> None:
        self.error = error


def ahead(make: Callable[[], Iterator[Item]], depth: int = 2) -> Iterator[Item]:
    """The items of an iterator, made by a thread that stays a few of them ahead; the order does not change.

    Args:
        make: Begins the iterator, within the thread.
        depth: How many items may wait.

    Yields:
        The items. What the thread raises is raised here; the thread ends when this iterator is closed.
    """
    waiting: queue.Queue[Item | _Failed[Item] | None] = queue.Queue(depth)
    closed = threading.Event()

    def put(item: Item | _Failed[Item] | None) -> None:
        while not closed.is_set():
            try:
                return waiting.put(item, timeout=PATIENCE)
            except queue.Full:
                continue

    def work() -> None:
        try:
            for item in make():
                put(item)
                if closed.is_set():
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - handed to the consumer, who raises it
            put(_Failed(error))

    thread = threading.Thread(target=work, daemon=True, name="specbuild-feed")
    thread.start()
    try:
        while (item := waiting.get()) is not None:
            if isinstance(item, _Failed):
                raise item.error
            yield item
    finally:
        closed.set()
        thread.join()
