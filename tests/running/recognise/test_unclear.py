"""`specbuild new --from` on data that it cannot make a spec of: one finding that says what was seen, and no file."""

from __future__ import annotations

import shutil
import zipfile

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.recognise.recognise import recognise
from specbuild.verbs.new import new
from tests.running.recognise import made_data


def nothing_there(folder):
    return folder / "data"


def an_empty_folder(folder):
    (folder / "empty" / "inside").mkdir(parents=True)
    return folder / "empty"


def a_spreadsheet(folder):
    (folder / "data.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def a_pickle(folder):
    (folder / "data.pkl").write_bytes(b"\x80\x04")
    return folder / "data.pkl"


def loose_pictures(folder):
    for file in made_data.pictures(folder).rglob("*.png"):
        file.rename(folder / file.name)
    for left in ("cat", "dog"):
        (folder / "pictures" / left).rmdir()
    (folder / "pictures").rmdir()
    return folder


def pictures_and_sounds(folder):
    made_data.pictures(folder)
    made_data.sounds(folder)
    return folder


def one_class(folder):
    made_data.pictures(folder)
    for file in (folder / "pictures" / "dog").iterdir():
        file.unlink()
    return folder


def parts_without_classes(folder):
    made_data.flat_pictures(folder / "train")
    made_data.flat_pictures(folder / "test")
    return folder


def parts_beside_others(folder):
    where = made_data.pictures(folder, parts=("train", "test"))
    made_data.flat_pictures(where / "unsorted")
    return where


def constant_table(folder):
    return made_data.table(folder / "same.csv", [["a", "b"], *[[1, 2]] * 30])


def ragged_table(folder):
    return made_data.table(folder / "ragged.csv", [["a", "b"], [1, 2], [1, 2, 3], [4, 5]])


def columns_of_fixed_width(folder):
    (folder / "towns.txt").write_text("town       size\n" + "New York    5\nRome        6\n" * 20)
    return folder / "towns.txt"


def a_workbook_called_csv(folder):
    with zipfile.ZipFile(folder / "sheet.csv", "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "<x/>")
    return folder / "sheet.csv"


def a_table_with_a_nul(folder):
    return made_data.written(folder / "nul.csv", "text,label\n", *(f"some words,{number % 2}\n" for number in range(20)), "a\0,1\n")


def arrays_without_labels(folder):
    np.savez(folder / "set.npz", first=np.zeros((5, 3)), second=np.zeros((4, 3)), third=np.zeros(2))
    return folder / "set.npz"


def more_samples_than_labels(folder):
    np.savez(folder / "set.npz", x=np.zeros((10, 3)), y=np.zeros(9))
    return folder / "set.npz"


def a_file_of_pytorch(folder):
    (folder / "data.pt").write_bytes(b"PK\x03\x04")
    return folder / "data.pt"


def volumes_in_two_files(folder):
    return named_in_classes(folder, ".hdr", ".img")


def an_archive_a_sample(folder):
    return named_in_classes(folder, ".npz")


def named_in_classes(folder, *suffixes):
    for number in range(6):
        inside = folder / "data" / ("a", "b")[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        for suffix in suffixes:
            (inside / f"{number}{suffix}").write_bytes(bytes(range(256)))
    return folder / "data"


def pickled_array(folder):
    np.save(folder / "x.npy", np.array([{}, {}], dtype=object), allow_pickle=True)
    return folder / "x.npy"


def series_from_new_to_old(folder):
    return made_data.table(
        folder / "stock.csv",
        [
            ["date", "close"],
            *[[f"2024-01-{28 - day:02d}", day] for day in range(28)] * 1,
            *[[f"2023-12-{28 - day:02d}", day] for day in range(28)],
        ],
    )


def days(folder, order):
    """A row a day, in some order."""
    return made_data.table(
        folder / "sales.csv", [["date", "sales"], *[[f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}", day] for day in order]]
    )


def series_in_disorder(folder):
    return days(folder, np.random.default_rng(0).permutation(84))


def several_series_in_one_file(folder):
    days = [f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}" for day in range(60)]
    rows = [f"{day},{store},{number * 7 % 11}\n" for store in ("north", "south") for number, day in enumerate(days)]
    (folder / "sales.csv").write_text("date,store,sales\n" + "".join(rows))
    return folder / "sales.csv"


def series_with_a_day_twice(folder):
    return days(folder, [*range(40), *range(39, 84)])


def digits_as_idx(folder):
    (folder / "train-images-idx3-ubyte.gz").write_bytes(b"\x1f\x8b")
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(b"\x1f\x8b")
    return folder


def batches_of_cifar(folder):
    for number in range(1, 6):
        (folder / f"data_batch_{number}").write_bytes(b"\x80\x02")
    return folder


def drawings(folder):
    source = named_in_classes(folder, ".svg")
    for file in source.rglob("*.svg"):
        file.write_text("<svg/>", encoding="utf-8")
    return source


def raw_photographs(folder):
    return named_in_classes(folder, ".CR2")


def arrays_of_pictures(folder):
    for number in range(6):
        inside = folder / "data" / ("a", "b")[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        np.save(inside / f"{number}.npy", np.zeros((32, 40, 3), np.uint8))
    return folder / "data"


def an_array_a_class(folder):
    for name in ("cat", "dog", "owl"):
        np.save(folder / f"{name}.npy", np.zeros((9, 784), np.uint8))
    return folder


def samples_along_the_last_axis(folder):
    np.savez(folder / "set.npz", x=np.zeros((32, 32, 3, 10)), y=np.zeros(10))
    return folder / "set.npz"


def listed(folder, *names):
    made_data.flat_pictures(folder / "images")
    return made_data.table(folder / "labels.csv", [["file", "label"], *[[name, number % 2] for number, name in enumerate(names)]]).parent


def names_in_other_capitals(folder):
    made_data.flat_pictures(folder / "images")
    return listed(folder, *(f"Images/{file.name.upper()}" for file in sorted((folder / "images").iterdir())))


def addresses(folder):
    return listed(folder, *(f"https://example.org/{number}.png" for number in range(12)))


def names_of_another_disk(folder):
    return listed(folder, *(f"D:\\data\\{number}-far.png" for number in range(12)))


def sounds_in_folders_that_their_table_does_not_name(folder):
    source = made_data.sounds_of_esc50(folder)
    for file in sorted((source / "audio").iterdir()):
        inside = source / "audio" / f"fold{file.name[0]}"
        inside.mkdir(exist_ok=True)
        file.rename(inside / file.name)
    return source


def slices_of_dicom(folder):
    source = named_in_classes(folder, "")
    for file in source.rglob("[0-9]"):
        file.write_bytes(bytes(128) + b"DICM" + bytes(99))
    return source


def boxes_of(form):
    def make(folder):
        made_data.flat_pictures(folder / "images" / "train2017")
        made_data.flat_pictures(folder / "images" / "val2017")
        annotations = folder / "labels"
        annotations.mkdir()
        for name, text in form.items():
            (annotations / name).write_text(text, encoding="utf-8")
        return folder

    return make


boxes_of_coco = boxes_of({"instances.json": '{"images": [{"id": 1}], "annotations": [{"bbox": [1, 1, 9, 9]}]}'})
boxes_of_yolo = boxes_of({"1.txt": "0 0.5 0.5 0.2 0.2\n", "2.txt": "1 0.5 0.5 0.2 0.2\n"})
boxes_of_voc = boxes_of({"1.xml": "<annotation><object><name>cat</name></object></annotation>"})


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (nothing_there, "N001", "nothing at"),
        (an_empty_folder, "N002", "nothing but empty folders"),
        (a_spreadsheet, "N002", "save the sheet as CSV"),
        (a_pickle, "N002", "a pickle runs code"),
        (loose_pictures, "N002", "put the pictures of each class into a folder of its own"),
        (pictures_and_sounds, "N005", "24 files (.png), 24 files (.wav)"),
        (one_class, "N006", "1 class folder: cat"),
        (parts_without_classes, "N006", "`test`, `train` in `"),
        (parts_beside_others, "N006", "move `unsorted` away"),
        (constant_table, "N006", "none of its columns can be predicted"),
        (ragged_table, "D305", "row 3: it has 3 cells"),
        (columns_of_fixed_width, "D309", "commas or tabs"),
        (a_table_with_a_nul, "D304", "row 22: there is a NUL"),
        (a_workbook_called_csv, "D302", "save the sheet as CSV"),
        (arrays_without_labels, "N005", "`first` (5, 3)"),
        (pickled_array, "D403", "pickle"),
        (more_samples_than_labels, "N005", "`x` of shape (10, 3) and `y` of shape (9,)"),
        (a_file_of_pytorch, "N002", "x.numpy()"),
        (volumes_in_two_files, "N002", "one `.nii` file each"),
        (an_archive_a_sample, "N002", "np.savez"),
        (digits_as_idx, "N002", "these are IDX files"),
        (batches_of_cifar, "N002", "batches of CIFAR"),
        (drawings, "N002", "draw it as PNG"),
        (raw_photographs, "N002", "develop it"),
        (arrays_of_pictures, "N005", "32 x 40 x 3, which are pictures"),
        (an_array_a_class, "N005", "np.repeat"),
        (samples_along_the_last_axis, "N005", "np.moveaxis(x, -1, 0)"),
        (names_in_other_capitals, "N002", "there is `images/"),
        (sounds_in_folders_that_their_table_does_not_name, "N002", "there is `../audio/fold1/"),
        (slices_of_dicom, "N002", "dcm2niix"),
        (addresses, "N002", "download them first"),
        (names_of_another_disk, "N002", "names start from the folder of the table"),
        pytest.param(boxes_of_coco, "N006", "`labels/instances.json`, COCO", id="boxes of COCO"),
        pytest.param(boxes_of_yolo, "N006", "YOLO): that is detection", id="boxes of YOLO"),
        pytest.param(boxes_of_voc, "N006", "Pascal VOC", id="boxes of VOC"),
        (series_from_new_to_old, "N006", "sort the rows by `date`"),
        (series_in_disorder, "N006", "sort the rows by `date`"),
        (several_series_in_one_file, "N006", "holds 2 long series, one for each `store`"),
        (series_with_a_day_twice, "N006", "`2024-02-12` stands in it twice"),
    ],
    ids=lambda value: value.__name__.replace("_", " ") if callable(value) else None,
)
def test_a_finding_says_what_was_seen(make, code, says, tmp_path):
    source = make(tmp_path)
    with pytest.raises(Refused) as refused:
        new("first", source, tmp_path)
    (finding,) = refused.value.findings
    assert finding.code == code
    assert says in f"{finding.message}: {finding.help}"
    assert not (tmp_path / "first.toml").exists()


def test_a_name_or_a_file_that_is_taken_is_refused(tmp_path):
    source = made_data.comma_table(tmp_path)
    new("first", source, tmp_path)
    with pytest.raises(Refused, match="exists"):
        new("first", source, tmp_path)
    with pytest.raises(Refused, match="is not a name"):
        new("../first", source, tmp_path)


def one_odd_volume(folder):
    for number in range(20):
        inside = folder / "volumes" / "ab"[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        np.save(inside / f"{number}.npy", np.ones((6, 7, 8, 2) if number == 3 else (6, 7, 8), np.float32) * number)
    return folder / "volumes"


def test_a_single_odd_volume_does_not_decide_for_the_others(tmp_path):
    text = new("first", one_odd_volume(tmp_path), tmp_path).read_text(encoding="utf-8")
    assert "channels" not in text


def channels_first(folder):
    for number in range(20):
        inside = folder / "volumes" / "ab"[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        np.save(inside / f"{number}.npy", np.ones((2, 6, 7, 8), np.float32) * number)
    return folder / "volumes"


def stretches_of_sounds(folder):
    listed = made_data.listed_sounds(folder)
    table = next(listed.glob("*.csv"))
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([f"{head},start,end", *(f"{row},0.1,0.6" for row in rows)]) + "\n", encoding="utf-8")
    return listed


def pictures_beside_their_masks(folder):
    source = made_data.pictures(folder)
    for file in list(source.rglob("*.png")):
        shutil.copy(file, file.with_name(f"{file.stem}_mask.png"))
    return source


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (channels_first, "channels seem to stand first"),
        (stretches_of_sounds, "Not used: `start` and `end`. A row is a whole file"),
        (pictures_beside_their_masks, "24 files are called as others with `_mask` behind"),
    ],
    ids=["volumes with their channels first", "a table of stretches of sounds", "pictures beside their masks"],
)
def test_what_is_not_certain_is_said_in_the_spec(make, says, tmp_path):
    text = new("first", make(tmp_path), tmp_path).read_text(encoding="utf-8")
    assert says in " ".join(line.lstrip("# ") for line in text.splitlines())


def test_a_row_of_totals_is_left_to_the_finding_that_names_it(tmp_path):
    rows = "".join(f"{number / 10},{number % 7},{'ab'[number % 2]}\n" for number in range(60))
    (tmp_path / "t.csv").write_text("size,weight,kind\n" + rows + "Total,180,a\n")
    text = recognise(tmp_path / "t.csv", tmp_path).text("t")
    assert "drop" not in text
    assert "types" not in text
