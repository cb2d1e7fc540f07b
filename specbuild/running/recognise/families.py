"""What the names of files say that is in them, and what can be done about forms that no loader reads."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from specbuild.running.data.clips.decode import SUFFIXES as CLIPS
from specbuild.running.data.sounds.decode import SUFFIXES as SOUNDS
from specbuild.running.data.tables.read import COMPRESSED, is_table

PICTURES = frozenset({
    ".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".bmp", ".dib", ".tif", ".tiff", ".webp", ".gif", ".pgm", ".ppm", ".pbm",
    ".pnm", ".avif", ".avifs", ".jp2", ".j2k", ".jpx", ".jpf",
})  # fmt: skip
MOVING = frozenset({".gif", ".webp", ".png", ".apng"})  # one picture, or many
STACKS = frozenset({".tif", ".tiff"})  # one picture, or slices of a volume
VOLUMES = (".nii", ".nii.gz", ".nii.bz2")
ARRAYS = frozenset({".npz", ".npy"})
TEXTS = frozenset({".txt", ".text", ".eml", ".log"})
BESIDE = frozenset({"readme", "license", "licence", "copying", "citation", "authors", "changelog", "notice", "about", "description"})
BESIDE_SUFFIXES = frozenset(
    {".md", ".rst", ".html", ".htm", ".pdf", ".json", ".yaml", ".yml", ".toml", ".xml", ".py", ".ipynb", ".sha256", ".md5"}
)

# Forms that no loader reads, and what turns them into one that can be read.
ELSE: Mapping[str, str] = {
    ".xlsx": "save the sheet as CSV", ".xls": "save the sheet as CSV", ".ods": "save the sheet as CSV",
    ".pkl": "a pickle runs code when it is read: save the numbers with `np.savez`, or the table as CSV or Parquet",
    ".pickle": "a pickle runs code when it is read: save the numbers with `np.savez`, or the table as CSV or Parquet",
    ".h5": "save its arrays with `np.savez`", ".hdf5": "save its arrays with `np.savez`", ".mat": "save its arrays with `np.savez`",
    ".feather": "save it as Parquet", ".arrow": "save it as Parquet", ".orc": "save it as Parquet",
    ".xml": "save it as CSV", ".db": "save the table as CSV",
    ".sqlite": "save the table as CSV", ".tfrecord": "save its arrays with `np.savez`, or its files in class folders",
    ".pt": "a pickle runs code when it is read: save the tensors with `np.savez(path, x=x.numpy(), y=y.numpy())`",
    ".pth": "a pickle runs code when it is read: save the tensors with `np.savez(path, x=x.numpy(), y=y.numpy())`",
    ".joblib": "a pickle runs code when it is read: save the numbers with `np.savez`, or the table as CSV or Parquet",
    ".safetensors": "save its arrays with `np.savez`", ".zarr": "save its arrays with `np.savez`", ".nc": "save its arrays with `np.savez`",
    ".rds": "save it as CSV", ".rdata": "save it as CSV",
    ".hdr": "convert it to NIfTI, one `.nii` file each", ".img": "convert it to NIfTI, one `.nii` file each",
    ".dcm": "convert it to NIfTI (`dcm2niix`)",
    ".mha": "convert it to NIfTI", ".mhd": "convert it to NIfTI", ".mgh": "convert it to NIfTI",
    ".npz": "save each sample as `.npy` in its class folder, or all of them with their labels in one file: `np.savez(path, x=x, y=y)`",
    ".npy.gz": "unpack it", ".nrrd": "convert it to NIfTI", ".mgz": "convert it to NIfTI",
    ".zst": "unpack it (`zstd -d`)",
    ".zip": "unpack it", ".tar": "unpack it", ".gz": "unpack it", ".tgz": "unpack it", ".rar": "unpack it", ".7z": "unpack it",
    ".heic": "convert it to JPEG", ".heif": "convert it to JPEG", ".jxl": "convert it to JPEG", ".svg": "draw it as PNG",
    **dict.fromkeys((".m4a", ".aac", ".wma", ".amr", ".ape"), "convert it to WAV or FLAC"), ".pcm": "give it the head of a WAV file",
    **dict.fromkeys((".tga", ".pcx", ".ico", ".dds", ".sgi", ".psd", ".eps", ".exr", ".xcf"), "convert it to PNG"),
    **dict.fromkeys((".raw", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2"), "develop it into PNG or JPEG"),
    ".doc": "save it as plain text", ".docx": "save it as plain text",
}  # fmt: skip

# The same by the whole name, for files whose ending says nothing.
ELSE_BY_NAME: Mapping[str, str] = {
    "*idx[1-4]-ubyte*": "these are IDX files, as MNIST comes in: read pictures with `np.frombuffer(gzip.open(path).read(), np.uint8, "
    "offset=16).reshape(-1, 28, 28)` and labels with `offset=8` and no `reshape` (`open(path, 'rb')` where they are unpacked), "
    "and save them: `np.savez('mnist.npz', x_train=..., y_train=..., x_test=..., y_test=...)`",
    "data_batch*": "these look like the batches of CIFAR, pickles that run code when they are read: where you trust them, read each with "
    "`pickle.load(open(path, 'rb'), encoding='latin1')`, bring its `['data']` to pictures with "
    "`.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)`, and save all: "
    "`np.savez('cifar.npz', x_train=..., y_train=..., x_test=..., y_test=...)`",
}


def advice(path: Path) -> str:
    """What turns a file that no loader reads into one that can be read; empty where nobody knows."""
    name = path.name.casefold()
    return next((said for pattern, said in ELSE_BY_NAME.items() if fnmatchcase(name, pattern)), ELSE.get(ending(path), ""))


def ending(path: Path) -> str:
    """The ending of a name; of a compressed file both."""
    compressed = path.suffix.casefold() in COMPRESSED and len(path.suffixes) > 1
    return "".join(path.suffixes[-2:] if compressed else path.suffixes[-1:]).casefold()


def family(path: Path) -> str:
    """What a file is by its name: "pictures", "sounds", "clips", "volumes", "arrays", "texts", "tables", "papers" or "others".

    Papers are what people put beside data: a licence, a description.
    """
    name, suffix = path.name.casefold(), path.suffix.casefold()
    if name.endswith(VOLUMES):
        return "volumes"
    if name.split(".")[0] in BESIDE:
        return "papers"
    if suffix in TEXTS:
        return "texts"  # in class folders; a single one may still be a table
    if is_table(path) and (suffix not in COMPRESSED or len(path.suffixes) > 1):
        return "tables"
    for found, suffixes in (("pictures", PICTURES), ("arrays", ARRAYS), ("sounds", SOUNDS), ("clips", CLIPS)):
        if suffix in suffixes:
            return found
    return "papers" if suffix in BESIDE_SUFFIXES else "others"
