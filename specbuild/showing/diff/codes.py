"""What stops a comparison: the code, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

REVISION = "X001"

EXPLANATIONS = {
    REVISION: "`FILE@REVISION` means a spec as git has it in that revision, with the files that it extends as they were then. The folder "
    "has to be in a git repository, and the revision has to hold the file.",
}
