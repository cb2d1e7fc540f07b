"""The `specbuild` command: finds the verb, hands it the arguments."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Finding

VERBS = Path(__file__).with_name("verbs")


def verbs() -> list[str]:
    """The verbs there are: one file each."""
    return sorted(path.stem.replace("_", "-") for path in VERBS.glob("[a-z]*.py"))


def command() -> int:
    """Run the verb that the command line names, in a process of its own; see `main`."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for plug-ins is to read what every installed package says
    gc.disable()  # what is imported stays: to look for garbage among it took a tenth of the time of `validate`
    words = sys.argv[1:]
    if words and words[0] in verbs():
        _module(words[0])
    gc.freeze()
    gc.enable()
    return main(words)


def main(words: Sequence[str]) -> int:
    """Run one verb; the exit status is 0 when all is well, 1 for findings, 2 for wrong usage."""
    _print_any_name()
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        from specbuild import __version__

        print(f"specbuild {__version__}")
        return 0
    if words[0] not in verbs():
        return _no_such_verb(words[0])
    return _run(words[0], words[1:])


def _run(verb: str, words: Sequence[str]) -> int:
    from specbuild.checking.diagnostic import Refused

    try:
        return int(_module(verb).main(words))
    except Refused as refused:
        return _told(refused.findings)
    except BrokenPipeError:  # the reader of our output has gone, as in `specbuild list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except OSError as error:
        if error.filename is None and error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise  # a slip of ours, and nothing about a file of the user's
        return _told([_refused_by_the_system(error)])


def _told(findings: Sequence[Finding]) -> int:
    from specbuild.showing.findings.text import show

    show(findings, sys.stderr)
    return 1


def _refused_by_the_system(error: OSError) -> Finding:
    """What no verb foresaw about a file: a folder that this user may not enter, a full disk, a share that went away."""
    from specbuild.checking.diagnostic import Finding

    where = "" if error.filename is None else f"`{os.fsdecode(error.filename)}`: "
    return Finding("D009", (), f"{where}{error.strerror}", help="see who may read and write there, and whether there is room")


def _module(verb: str) -> ModuleType:
    return import_module(f"specbuild.verbs.{verb.replace('-', '_')}")


def _print_any_name() -> None:
    """Names of files that are not UTF-8 must not break printing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _no_such_verb(word: str) -> int:
    from specbuild.checking.suggest import did_you_mean

    print(f"specbuild: there is no verb `{word}`; {did_you_mean(word, verbs())}", file=sys.stderr)
    return 2


def overview() -> str:
    """What `specbuild --help` prints."""
    lines = ["usage: specbuild VERB ...", "", "Judge, build and train Keras models from plain TOML specs.", ""]
    lines += [f"  {verb:<12} {_summary(verb)}" for verb in verbs()]
    return "\n".join([*lines, "", "`specbuild VERB --help` says more."])


def _summary(verb: str) -> str:
    """The first line of a verb's file, read without importing it."""
    first = (VERBS / f"{verb.replace('-', '_')}.py").read_text(encoding="utf-8").split("\n", 1)[0]
    return first.strip('"')


if __name__ == "__main__":
    sys.exit(command())
