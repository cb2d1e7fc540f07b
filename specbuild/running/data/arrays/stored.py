"""The arrays of a file: their names, shapes and types are read at once, their numbers when they are asked for."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.document.regular import open_file
from specbuild.running.data.context import LoadContext
from specbuild.running.data.folders.listing import listing

BROKEN = (OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, KeyError, MemoryError)
_MAGIC, _ZIP = b"\x93NUMPY", b"PK\x03\x04"
_LOCAL_HEADER = 30  # bytes before the name in the header of a member of a zip file
# By the bytes that files begin with which are no arrays of NumPy: what makes such arrays of them.
_OTHERS: Mapping[bytes, str] = {
    b"\x89HDF": "it is HDF5: save its arrays with `np.savez`, read by `h5py.File(...)[name][:]`",
    b"MATLAB": "it is of MATLAB: save its arrays with `np.savez`, read by `scipy.io.loadmat`",
    b"\x80": "it is a pickle, which runs code when it is read: where you trust it, save what is in it with `np.savez`",
    b"\x1f\x8b": "it is compressed by gzip: unpack it",
    b"\0\0\x08": "it is IDX, as MNIST comes in: read it with `np.frombuffer(..., np.uint8, offset=16).reshape(-1, 28, 28)`, labels with "
    "`offset=8`, and save both with `np.savez`",
}
Header = tuple[tuple[int, ...], bool, np.dtype]  # shape, whether in Fortran order, type


@dataclass(frozen=True, slots=True)
class Stored:
    """One array of a file.

    Attributes:
        name: Its name in the file.
        shape: Its shape.
        dtype: Its type.
        mapped: Whether it can stay on the disk.
        open: Gives it: mapped, or unpacked into memory.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype
    mapped: bool
    open: Callable[[], np.ndarray]

    @property
    def nbytes(self) -> int:
        """Bytes that its numbers take."""
        return prod(self.shape) * self.dtype.itemsize


def stored(context: LoadContext, path: str) -> Mapping[str, Stored]:
    """The arrays at a path of the spec: of an `.npz` file, of a `.npy` file, or of a folder of `.npy` files.

    Raises:
        Refused: there are none, or they are damaged or pickled.
    """
    where = context.locate(path)
    if not where.exists():
        raise Refused(context.finding("D401", "path", f"there is no file `{path}`", help=f"it was looked for at {where.absolute()}"))
    files = [Path(file) for file in listing(str(where), str(where)).files if file.endswith(".npy")] if where.is_dir() else [where]
    found = {one.name: one for file in files for one in arrays_of(context, file).values()}
    if not found:
        raise Refused(
            context.finding("D401", "path", f"`{path}` holds no arrays", help="name an `.npz` or `.npy` file, or a folder of `.npy` files")
        )
    return found


def arrays_of(context: LoadContext, file: Path) -> Mapping[str, Stored]:
    """The arrays of one file, by name; that of a `.npy` file has the name of the file.

    Raises:
        Refused: the file is damaged, or an array in it is pickled.
    """
    try:
        with open_file(file) as opened:
            start = opened.read(6)
        if start == _MAGIC:
            return {file.stem: _of_npy(context, file)}
        if start.startswith(_ZIP):
            return _of_npz(context, file)
        other = next((help_ for magic, help_ in _OTHERS.items() if start.startswith(magic)), "")
        if other:
            raise Refused(context.finding("D402", "path", f"`{file.name}` is no file of NumPy", help=other))
        raise ValueError("it does not begin as one")
    except BROKEN as error:
        message = f"`{file.name}` is no array that can be read: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        raise Refused(context.finding("D402", "path", message, help="write it anew with `np.save` or `np.savez`")) from error


def _of_npy(context: LoadContext, file: Path) -> Stored:
    with file.open("rb") as opened:
        shape, fortran, dtype = _header(opened)
        offset = opened.tell()
    _check_objects(context, file, file.stem, dtype)
    if file.stat().st_size - offset < prod(shape) * dtype.itemsize:
        raise ValueError(f"it says that it holds {prod(shape) * dtype.itemsize:,} bytes, and there are {file.stat().st_size - offset:,}")
    return Stored(file.stem, shape, dtype, True, lambda: _mapped(file, (shape, fortran, dtype), offset))


def _of_npz(context: LoadContext, file: Path) -> dict[str, Stored]:
    found = dict[str, Stored]()
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.filename.endswith(".npy"):
                one = _of_member(context, file, archive, member)
                found[one.name] = one
        pickled = any(name.endswith("data.pkl") for name in archive.namelist())
    if pickled and not found:
        help_ = "it is of PyTorch, and holds a pickle: save its tensors with `np.savez(..., x=x.numpy(), y=y.numpy())`"
        raise Refused(context.finding("D402", "path", f"`{file.name}` is no file of NumPy", help=help_))
    return found


def _of_member(context: LoadContext, file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Stored:
    with archive.open(member) as opened:
        shape, _, dtype = header = _header(opened)
        before = opened.tell()
    name = member.filename.removesuffix(".npy")
    _check_objects(context, file, name, dtype)
    if member.file_size - before < prod(shape) * dtype.itemsize:
        raise ValueError(f"`{name}` says that it holds {prod(shape) * dtype.itemsize:,} bytes, and there are {member.file_size - before:,}")
    plain = member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1
    offset = _start(file, member) + before
    unpack = (lambda: _mapped(file, header, offset)) if plain else (lambda: _unpacked(context, file, member.filename))
    return Stored(name, shape, dtype, plain, unpack)


def _header(opened: IO[bytes]) -> Header:
    version = np.lib.format.read_magic(opened)
    readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    if version not in readers:
        raise ValueError(f"its form {version[0]}.{version[1]} is for records, not for numbers")
    shape, fortran, dtype = readers[version](opened)
    if any(size < 0 for size in shape):
        raise ValueError(f"its shape {shape} is none")
    return shape, fortran, dtype


def _check_objects(context: LoadContext, file: Path, name: str, dtype: np.dtype) -> None:
    if dtype.hasobject:
        message = f"`{name}` in `{file.name}` holds Python objects, which is a pickle"
        raise Refused(context.finding("D403", "path", message, help="save it as plain numbers; pad samples of unequal length first"))


def _start(file: Path, member: zipfile.ZipInfo) -> int:
    """Where the bytes of a member begin, which only the header beside them says."""
    with file.open("rb") as opened:
        opened.seek(member.header_offset)
        header = opened.read(_LOCAL_HEADER)
    return member.header_offset + _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


def _mapped(file: Path, header: Header, offset: int) -> np.ndarray:
    shape, fortran, dtype = header
    if not prod(shape):
        return np.empty(shape, dtype)
    return np.memmap(file, dtype, "r", offset, shape, "F" if fortran else "C")


def _unpacked(context: LoadContext, file: Path, member: str) -> np.ndarray:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as opened:
            return np.lib.format.read_array(opened, allow_pickle=False)
    except BROKEN as error:
        message = f"`{member.removesuffix('.npy')}` in `{file.name}` is damaged: {error or type(error).__name__}"
        raise Refused(context.finding("D402", "path", message, help="write it anew with `np.savez`")) from error


def too_large(context: LoadContext, one: Stored) -> Finding | None:
    """A finding about an array that would have to be unpacked into more memory than data may take."""
    if one.mapped or one.nbytes <= context.memory:
        return None
    size, allowed = f"{one.nbytes / 2**20:,.0f} MiB", f"{context.memory / 2**20:,.0f} MiB"
    message = f"`{one.name}` is compressed, and {size} once it is unpacked: more than the {allowed} that data may take"
    return context.finding("D404", "path", message, help="save it with `np.savez` or `np.save`, so that it can stay on the disk")
