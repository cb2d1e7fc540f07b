"""What a loader or a split knows of the run around it, apart from its own arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.running.data.memory import GIBIBYTE

_MOST_SHOWN = 80  # characters of a path in a finding


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


def _shown(path: str) -> str:
    return path if len(path) <= _MOST_SHOWN else f"{path[: _MOST_SHOWN - 1]}…"


@dataclass(frozen=True, slots=True)
class LoadContext:
    """What belongs to the run and not to the loader.

    Attributes:
        base: The folder that relative paths start from: that of the spec, or the current one for a path given with `--set`.
        at: The key path of the loader in the spec, for findings.
        task: What is predicted: "binary", "multiclass", "multilabel" or "regression".
        progress: Called with the number of files that are done and of all, every so often, from one thread.
        memory: Bytes that decoded samples may take in memory.
    """

    base: Path
    at: KeyPath = ("loader",)
    task: str = "multiclass"
    progress: Callable[[int, int], None] = silent
    memory: int = GIBIBYTE

    def locate(self, path: str) -> Path:
        """The file or folder that a path in the spec means; it need not be there.

        Raises:
            Refused: D120, nothing can be asked about it.
        """
        try:
            found = self.base / Path(path).expanduser()
            found.stat()
        except (FileNotFoundError, NotADirectoryError):
            return found
        except (OSError, ValueError, RuntimeError) as error:  # too long, not to be entered; the character 0; `~` of an unknown user
            message = f"`{_shown(path)}` is no path that can be looked at: {getattr(error, 'strerror', None) or error}"
            raise Refused(
                self.finding("D120", "path", message, help="check the path, and whether this user may enter its folders")
            ) from error
        return found

    def finding(self, code: str, key: str, message: str, help: str) -> Finding:
        """A finding about one argument of the loader."""
        return Finding(code, (*self.at, key) if key else self.at, message, help)
