"""Find the class folders that a spec means, and say what is wrong with them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.context import LoadContext
from specbuild.running.data.folders.tree import Tree, read_tree
from specbuild.running.data.tasks import about_classes

CHOOSE = "remove the folder, or name the folders to use: classes = [...]"


def chosen_tree(
    context: LoadContext, path: str, classes: Sequence[str] | None, many: str = "pictures", instead: str = "let `path` be a table of them"
) -> Tree:
    """The class folders below a path, all or those named, in the order of the model's outputs.

    Args:
        context: What belongs to the run.
        path: The folder, as the spec has it.
        classes: Names of class folders; None for all.
        many: What the files are called.
        instead: What to do where a task needs more than one class for each file.

    Raises:
        Refused: no such folder, no classes, a class that is empty, unknown or named twice, or a task that class folders are no answer to.
    """
    root = context.locate(path)
    tree = _tree(context, path, root)
    findings = list(_about_choice(context, tree, classes) if classes else _about_folders(context, path, tree, many))
    if findings:
        raise Refused(*findings)
    chosen = tuple(classes or tree.labels)
    findings = list(_about_members(context, path, tree, chosen))
    findings = findings or list(about_classes(context, len(chosen), what="class folders", instead=instead))
    if findings:
        raise Refused(*findings)
    order = {label: number for number, label in enumerate(chosen)}
    members = (member for member in tree.members if member.label in order)
    return replace(tree, labels=chosen, members=tuple(sorted(members, key=lambda member: order[member.label])))


def _tree(context: LoadContext, path: str, root: Path) -> Tree:
    if not root.exists():
        near = _neighbours(root)
        raise Refused(
            context.finding("D101", "path", f"there is no folder `{path}`", help=f"it was looked for at {root.absolute()}" + near)
        )
    if not root.is_dir():
        raise Refused(context.finding("D102", "path", f"`{path}` is not a folder", help="name the folder that holds the class folders"))
    try:
        return read_tree(root)
    except OSError as error:
        message = f"the folder `{error.filename}` cannot be listed: {error.strerror}"
        raise Refused(context.finding("D103", "path", message, help="allow this user to read it")) from error


def _neighbours(root: Path) -> str:
    try:
        beside = [entry.name for entry in os.scandir(root.parent) if entry.is_dir()]
    except OSError:
        return ""
    help = did_you_mean(root.name, beside) if beside else ""
    return f"; {help}" if help.startswith("did you mean") else ""


def _about_folders(context: LoadContext, path: str, tree: Tree, many: str) -> Iterator[Finding]:
    if not tree.labels and tree.strays:
        message = f"`{path}` holds {len(tree.strays)} files and no class folders"
        yield context.finding("D105", "path", message, help=f"put the {many} of each class into a folder of its own")
    elif not tree.labels:
        yield context.finding("D104", "path", f"`{path}` holds no {many}", help="name the folder that holds one folder for each class")


def _about_choice(context: LoadContext, tree: Tree, classes: Sequence[str]) -> Iterator[Finding]:
    for number, name in enumerate(classes):
        path = (*context.at, "classes", number)
        if name in classes[:number]:
            yield Finding("D108", path, f"the class `{name}` is named twice", help="remove one of the two")
        elif name not in tree.labels:
            yield Finding("D107", path, f"there is no class folder `{name}`", help=_which(name, tree.labels))


def _which(name: str, labels: Sequence[str]) -> str:
    alike = [label for label in labels if unicodedata.normalize("NFC", label) == unicodedata.normalize("NFC", name)]
    if alike:
        return "a folder is written with the same letters but other code points (accents composed or apart): copy its name, or rename it"
    return did_you_mean(name, labels)


def _about_members(context: LoadContext, path: str, tree: Tree, chosen: Sequence[str]) -> Iterator[Finding]:
    parts = {member.part for member in tree.members}
    filled = {(member.label, member.part) for member in tree.members}
    for label in chosen:
        missing = next((part for part in sorted(parts, key=str) if (label, part) not in filled and part in (None, "train")), "")
        if missing != "" or not parts:
            where = f" in `{missing}`" if missing else ""
            yield context.finding("D106", "path", f"the class `{label}` has no file{where}", help=CHOOSE)
    if len(chosen) == 1:
        message = f"`{chosen[0]}` is the only class in `{path}`, so there is nothing to learn"
        yield context.finding("D110", "path", message, help="name a folder that holds at least two class folders")
