"""Small data in the forms in which people have it: each function writes one form below a folder and gives the path to name."""

from __future__ import annotations

import csv
import gzip
import json

import numpy as np
from PIL import Image

NAMES = ("cat", "dog")
CHANCE = np.random.default_rng(7)


def table(path, rows, delimiter=",", **how):
    with path.open("w", newline="", **how) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def measured(rows=60, mark="."):
    """Two measures, a word, and a class that follows from them."""
    chance = np.random.default_rng(7)  # the same rows, whatever was made before
    for number in range(rows):
        label = number % 2
        values = chance.normal(3 * label, 1, 2)
        yield [*(f"{value:.3f}".replace(".", mark) for value in values), ("red", "blue", "green")[number % 3], NAMES[label]]


def comma_table(folder):
    return table(folder / "pets.csv", [["width", "height", "colour", "species"], *measured()])


def semicolon_table_with_decimal_commas(folder):
    return table(folder / "pets.csv", [["width", "height", "colour", "species"], *measured(mark=",")], delimiter=";")


def table_with_comments(folder):
    return written(folder / "pets.csv", "# made by a logger, v2\n", comma_table(folder).read_text())


def table_below_a_preamble(folder):
    return written(folder / "pets.csv", "Report of the clinic\n1 May, all pets\n\n", comma_table(folder).read_text())


def table_with_units_in_the_second_row(folder):
    return table(folder / "pets.csv", [["width", "height", "colour", "species"], ["cm", "cm", "", ""], *measured()])


def table_parted_by_blanks(folder):
    return written(folder / "pets.data", *("  ".join(f"{cell:>8}" for cell in row) + "\n" for row in measured()))


def table_with_a_nameless_measure(folder):
    return table(folder / "pets.csv", [["width", "", "colour", "species"], *measured()])


def amounts_of_money(folder):
    return table(folder / "prices.csv", [["area", "price"], *([number, f"$1,{number:03d}.50"] for number in range(40))])


def dates_with_points(folder):
    rows = [[f"{number % 28 + 1}.{number % 12 + 1}.2024", row[3]] for number, row in enumerate(measured())]
    return table(folder / "pets.csv", [["born", "species"], *rows])


def several_labels_in_one_column(folder):
    rows = [[number, *CHANCE.normal(number % 3, 1, 1).round(3), ("sea", "hill|sea", "hill")[number % 3]] for number in range(60)]
    return table(folder / "views.csv", [["length", "width", "tags"], *rows])


def amounts_that_come_again(folder):
    return table(folder / "pulses.csv", [["age", "pulse"], *([number, 46 + 4 * (number % 8)] for number in range(80))])


def rare_faults(folder, rare=40):
    random = np.random.default_rng(6)
    rows = [[f"{random.normal(2 * (n < rare)):.3f}", f"{random.normal():.3f}", "fault" if n < rare else "fine"] for n in range(3000)]
    return table(folder / "pumps.csv", [["pressure", "noise", "state"], *rows])


def weighted_table(folder):
    rows = [[*row, 1 + number % 3] for number, row in enumerate(measured())]
    return table(folder / "pets.csv", [["width", "height", "colour", "species", "sample_weight"], *rows])


def list_of_objects(folder):
    rows = [dict(zip(("width", "height", "colour", "species"), map(str, row), strict=True)) for row in measured()]
    return written(folder / "pets.json", json.dumps(rows))


def written(path, *texts):
    path.write_text("".join(texts))
    return path


def tab_table_without_header(folder):
    return table(folder / "pets.tsv", measured(), delimiter="\t")


def number_table_without_header(folder):
    rows = [[number % 3 + 1, *CHANCE.normal(number % 3, 1, 5).round(3)] for number in range(60)]
    return table(folder / "wine.data", rows)


def western_table(folder):
    rows = [[*row[:3], "né" if row[3] == "cat" else "chien"] for row in measured()]
    return table(folder / "tiere.csv", [["Länge", "Höhe", "Farbe", "label"], *rows], encoding="cp1252")


def compressed_table(folder):
    path = folder / "pets.csv.gz"
    path.write_bytes(gzip.compress(comma_table(folder).read_bytes()))
    (folder / "pets.csv").unlink()
    return folder


def parquet_table(folder):
    import polars

    names = ["width", "height", "colour", "species"]
    rows = [[float(row[0]), float(row[1]), *row[2:]] for row in measured()]
    polars.DataFrame(rows, schema=names, orient="row").write_parquet(folder / "pets.parquet")
    return folder / "pets.parquet"


def table_with_gaps_and_row_numbers(folder):
    rows = [
        [number, "unknown" if number % 7 == 0 else row[0], "NA" if number % 9 == 0 else row[1], *row[2:]]
        for number, row in enumerate(measured())
    ]
    return table(folder / "pets.csv", [["", "width", "height", "colour", "label"], *rows])


def table_with_an_empty_column_at_the_end(folder):
    return table(folder / "pets.csv", [["width", "height", "colour", "label", ""], *([*row, ""] for row in measured())])


def table_of_people(folder):
    rows = [[number + 1, number % 2, f"Person, Mr. Number {number}", 20 + number % 9, ("S", "C")[number % 2]] for number in range(80)]
    return table(folder / "people.csv", [["PassengerId", "Survived", "Name", "Age", "Embarked"], *rows])


def house_prices(folder):
    rows = [[50 + number, number % 4 + 1, round(1000.5 * number + 7, 2)] for number in range(60)]
    return table(folder / "houses.csv", [["area", "rooms", "price"], *rows])


def several_targets(folder):
    rows = [[*CHANCE.normal(0, 1, 3).round(3), number * 0.5, -number * 0.25] for number in range(60)]
    return table(folder / "plant.csv", [["a", "b", "c", "target_1", "target_2"], *rows])


def several_labels(folder):
    rows = [[*CHANCE.normal(0, 1, 3).round(3), number % 2, number % 3 == 0] for number in range(60)]
    rows = [[*row[:4], int(row[4])] for row in rows]
    return table(folder / "tags.csv", [["a", "b", "c", "label_sea", "label_hill"], *rows])


def ready_made_tables(folder):
    for part, rows in (("train", 60), ("test", 20)):
        table(folder / f"{part}.csv", [["width", "height", "colour", "species"], *measured(rows)])
    return folder


def table_with_a_part(folder):
    rows = [[*row, "test" if number % 4 == 0 else "train"] for number, row in enumerate(measured(80))]
    return table(folder / "pets.csv", [["width", "height", "colour", "species", "split"], *rows])


def table_of_patients(folder):
    rows = [[f"p{number // 4}", *row] for number, row in enumerate(measured(120))]
    return table(folder / "pets.csv", [["patient_id", "width", "height", "colour", "diagnosis"], *rows])


def waves(rows=40, length=50):
    for number in range(rows):
        label = number % 2
        steps = np.sin(np.arange(length) * (0.2 + 0.3 * label) + number) + CHANCE.normal(0, 0.1, length)
        yield label + 1, steps.round(4)


def wide_series(folder):
    rows = [[label, *steps] for label, steps in waves()]
    return table(folder / "waves.csv", [["label", *(f"t{step}" for step in range(50))], *rows])


def series_of_the_archive(folder):
    head = "@problemName Waves\n@timeStamps false\n@univariate true\n@equalLength true\n@classLabel true 1 2\n@data\n"
    rows = "".join(f"{','.join(map(str, steps))}:{1 + number % 2}\n" for number, (_, steps) in enumerate(waves()))
    (folder / "Waves").mkdir()
    (folder / "Waves" / "Waves.txt").write_text("What the waves are,\nand where they come from.\n")
    for part in ("TRAIN", "TEST"):
        (folder / "Waves" / f"Waves_{part}.ts").write_text("# on the waves\n" + head + rows)
        (folder / "Waves" / f"Waves_{part}.arff").write_text("@relation Waves\n")
    return folder / "Waves"


def lists_of_json(folder):
    rows = [json.dumps({"id": number, "signal": list(steps), "label": str(label)}) for number, (label, steps) in enumerate(waves())]
    (folder / "waves.jsonl").write_text("\n".join(rows))
    return folder / "waves.jsonl"


def objects_in_objects(folder):
    rows = [{"size": {"width": row[0], "height": row[1]}, "colour": row[2], "species": row[-1]} for row in measured()]
    (folder / "pets.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder / "pets.jsonl"


def texts_without_blanks(folder):
    said = (("太无聊了", "浪费时间的烂片", "剧情糟糕演技差"), ("非常好看我很喜欢", "表演令人印象深刻", "太精彩了推荐大家"))
    rows = [[f"{said[n % 2][n % 3]}{n}，{said[n % 2][n % 5 % 3]}", ("neg", "pos")[n % 2]] for n in range(60)]
    return table(folder / "films.csv", [["text", "label"], *rows])


def table_below_merged_names(folder):
    return table(folder / "pets.csv", [["size", "", "", "answer"], ["width", "height", "colour", "species"], *measured()])


def table_of_weka(folder):
    names = "".join(f"@attribute {name} {kind}\n" for name, kind in [("width", "real"), ("height", "numeric"), ("colour", "string")])
    body = "".join(",".join(map(str, row)) + "\n" for row in measured())
    kinds = ",".join(sorted({str(row[-1]) for row in measured()}))
    (folder / "pets.arff").write_text(f"% pets\n@relation pets\n{names}@attribute 'the kind' {{{kinds}}}\n@data\n{body}")
    return folder / "pets.arff"


def wide_series_numbered(folder):
    rows = [[*steps, label] for label, steps in waves()]
    return table(folder / "waves.csv", [[*range(50), "class"], *rows])


def wide_series_without_header(folder):
    rows = [[label, *steps] for label, steps in waves()]
    return table(folder / "Waves_TRAIN.tsv", rows, delimiter="\t")


def wide_series_parted_by_blanks(folder):
    """As the older archives of series are written: `   1.0000000e+00  -5.3e-01`, without a header."""
    rows = [f"   {label:.7e}" + "".join(f"  {step: .7e}" for step in steps) for label, steps in waves()]
    (folder / "Waves_TRAIN.txt").write_text("\n".join(rows) + "\n")
    return folder / "Waves_TRAIN.txt"


def wide_series_of_unequal_length(folder):
    rows = [[label, *steps[: 30 + number % 20], *[""] * (20 - number % 20)] for number, (label, steps) in enumerate(waves())]
    return table(folder / "waves.csv", [["label", *(f"t{step}" for step in range(50))], *rows])


def wide_series_of_days_to_a_number(folder):
    days = [f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}" for day in range(50)]
    rows = [[f"shop {number}", *steps, round(number * 1.5, 2)] for number, (_, steps) in enumerate(waves())]
    return table(folder / "sales.csv", [["shop", *days, "outcome"], *rows])


def wide_series_in_two_files(folder):
    for part, rows in (("TRAIN", 40), ("TEST", 20)):
        table(folder / f"Waves_{part}.tsv", [[label, *steps] for label, steps in waves(rows)], delimiter="\t")
    return folder


def long_series_with_counted_steps(folder):
    rows = [[number, step, value, label] for number, (label, steps) in enumerate(waves(20, 30)) for step, value in enumerate(steps)]
    return table(folder / "waves.csv", [["series_id", "measurement_number", "acc", "surface"], *rows])


def long_series(folder):
    rows = [[number, step, value, -value, label] for number, (label, steps) in enumerate(waves(20, 30)) for step, value in enumerate(steps)]
    return table(folder / "waves.csv", [["sample_id", "time", "acc_x", "acc_y", "label"], *rows])


def long_series_in_disorder(folder):
    rows = [
        [label, value, f"2024-05-{1 + number:02d}T10:00:{step:02d}+01:00", number]
        for number, (label, steps) in enumerate(waves(20, 30))
        for step, value in enumerate(steps)
    ]
    np.random.default_rng(0).shuffle(rows)
    return table(folder / "waves.csv", [["label", "acc", "time", "recording"], *rows])


def series_files(folder, suffix=".csv", delimiter=","):
    for number, (label, steps) in enumerate(waves(24)):
        inside = folder / "waves" / f"gesture {label}" / "session 1"
        inside.mkdir(parents=True, exist_ok=True)
        rows = [[round(0.1 * step, 1), value, 2 * value] for step, value in enumerate(steps[: 30 + number])]
        table(inside / f"{number}{suffix}", [["time", "x", "y"], *rows], delimiter=delimiter)
    return folder / "waves"


def series_files_as_text(folder):
    return series_files(folder, ".txt", ";")


def yearly_numbers(folder):
    rows = [[1900 + year, round(50 + 40 * np.sin(year / 3.5) + float(CHANCE.normal()), 2)] for year in range(120)]
    return table(folder / "spots.csv", [["year", "spots"], *rows])


def hourly_measures(folder):
    times = [f"2024-01-{1 + hour // 24:02d} {hour % 24:02d}:00:00" for hour in range(240)]
    rows = [[time, round(float(np.sin(hour / 4)), 3), round(20 + hour % 24, 1)] for hour, time in enumerate(times)]
    return table(folder / "station.csv", [["date", "wind", "temperature"], *rows])


def days_written_the_european_way(folder):
    rows = [[f"{day % 28 + 1:02d}.{day // 28 + 1:02d}.2023", f"{50 + 10 * np.sin(day / 3):.2f}".replace(".", ",")] for day in range(200)]
    return table(folder / "load.csv", [["Datum", "Last"], *rows], delimiter=";")


def days_written_the_american_way(folder):
    rows = [[f"{day // 28 + 1}/{day % 28 + 1}/2023", round(50 + 10 * float(np.sin(day / 3)), 2)] for day in range(200)]
    return table(folder / "sales.csv", [["date", "sales"], *rows])


def one_column_of_numbers(folder):
    return table(folder / "flow.txt", [[round(float(np.sin(step / 3)), 3)] for step in range(150)])


SENTENCES = {"ham": "see you at the {0} gate, my dear {0}", "spam": "win {0} prizes now, call {0} today"}


def texts(rows=60):
    for number in range(rows):
        label = ("ham", "spam")[number % 2]
        yield label, SENTENCES[label].format(number)


def text_table(folder):
    return table(folder / "sms.csv", [["label", "text"], *texts()])


def text_table_without_header(folder):
    return table(folder / "sms.tsv", texts(), delimiter="\t")


def text_lines(folder):
    lines = [json.dumps({"review": text, "stars": 1 if label == "spam" else 5}) for label, text in texts()]
    (folder / "reviews.jsonl").write_text("\n".join(lines))
    return folder / "reviews.jsonl"


def text_files(folder):
    for part in ("train", "test"):
        for number, (label, text) in enumerate(texts(40)):
            inside = folder / "mail" / part / label
            inside.mkdir(parents=True, exist_ok=True)
            (inside / f"{number}.txt").write_bytes(f"{text} ä".encode("latin-1" if number % 5 == 0 else "utf-8"))
    return folder / "mail"


def texts_in_ready_made_tables(folder):
    for part, rows in (("train", 60), ("test", 20)):
        table(folder / f"{part}.tsv", [["text", "label"], *([text, label] for label, text in texts(rows))], delimiter="\t")
    return folder


def text_with_scores(folder):
    rows = [[number, text, round(number / 7, 3)] for number, (_, text) in enumerate(texts())]
    return table(folder / "essays.csv", [["id", "essay", "score"], *rows])


def sounds(folder, suffix=".wav", rates=(8000,), parts=("",)):
    import soundfile

    for part in parts:
        for number in range(24):
            label, rate = number % 2, rates[number % len(rates)]
            inside = folder / "sounds" / part / ("low", "high")[label]
            inside.mkdir(parents=True, exist_ok=True)
            wave = 0.5 * np.sin(np.arange(int(rate * (0.4 + 0.02 * number))) * (300 + 900 * label) * 2 * np.pi / rate)
            soundfile.write(inside / f"{number}{suffix}", np.stack([wave, wave], 1) if number % 3 else wave, rate)
    return folder / "sounds"


def wav_files(folder):
    return sounds(folder, parts=("train", "test"))


def flac_files(folder):
    return sounds(folder, ".flac", (16000, 44100, 16000))


def ogg_files(folder):
    return sounds(folder, ".ogg", (22050,))


def mp3_files(folder):
    return sounds(folder, ".mp3", (44100,))


def listed_sounds(folder):
    where = sounds(folder)
    rows = [[f"sounds/{file.parent.name}/{file.name}", file.parent.name] for file in sorted(where.rglob("*.wav"))]
    table(folder / "meta.csv", [["filename", "category"], *rows])
    return folder


def sounds_of_esc50(folder):
    """Sounds in one folder, the table that lists them in another: classes as numbers and as words, and folds that belong together."""
    import soundfile

    (folder / "audio").mkdir()
    rows = []
    for number in range(40):
        name, fold, label = f"{number // 2 % 5 + 1}-{number}-A.wav", number // 2 % 5 + 1, number % 2
        soundfile.write(folder / "audio" / name, CHANCE.normal(0, 0.1 + 0.2 * label, 4000), 8000)
        rows.append([name, fold, label, ("low", "high")[label], number])
    (folder / "meta").mkdir()
    table(folder / "meta" / "esc50.csv", [["filename", "fold", "target", "category", "src_file"], *rows])
    return folder


def pictures(folder, suffix=".png", deep=False, parts=("",), mode="RGB", size=(20, 24)):
    for part in parts:
        for number in range(24):
            label = number % 2
            inside = folder / "pictures" / part / NAMES[label] / (f"day {number % 3}" if deep else "")
            inside.mkdir(parents=True, exist_ok=True)
            pixels = np.clip(CHANCE.normal(60 + 120 * label, 20, (*size, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).convert(mode).save(inside / f"picture{number}{suffix}")
    return folder / "pictures"


def nested_pictures(folder):
    return pictures(folder, ".jpg", deep=True)


def grey_pictures_in_parts(folder):
    return pictures(folder, mode="L", parts=("train", "val", "test"))


def listed_pictures(folder):
    where = pictures(folder)
    rows = [[f"pictures/{file.parent.name}/{file.name}", file.parent.name] for file in sorted(where.rglob("*.png"))]
    table(folder / "labels.csv", [["image", "label"], *rows])
    return folder


def flat_pictures(folder, count=30, prefix=""):
    """Pictures in one folder, red or blue, and the colour of each by the name of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    colours = {}
    for number in range(count):
        colour = ("red", "blue")[number % 2]
        Image.new("RGB", (12, 10), (255 - 2 * number, 0, 0) if colour == "red" else (0, 0, 255 - 2 * number)).save(
            folder / f"{prefix}{number:03}.png"
        )
        colours[f"{prefix}{number:03}.png"] = colour
    return colours


def pictures_in_a_folder_beside_their_table(folder):
    colours = flat_pictures(folder / "images")
    table(folder / "labels.csv", [["filename", "label"], *colours.items()])
    return folder


def pictures_of_a_competition(folder):
    colours = flat_pictures(folder / "train")
    flat_pictures(folder / "test", 10, "t")
    table(folder / "train.csv", [["id", "label"], *([name.removesuffix(".png"), colour] for name, colour in colours.items())])
    table(folder / "sample_submission.csv", [["id", "label"], *([f"t{number:03}", "red"] for number in range(10))])
    return folder


def pictures_with_marks(folder):
    colours = flat_pictures(folder / "images")
    rows = [[name, int(colour == "red"), int(at % 3 == 0)] for at, (name, colour) in enumerate(colours.items())]
    table(folder / "labels.csv", [["image", "red", "third"], *rows])
    return folder


def pictures_with_tags(folder):
    colours = flat_pictures(folder / "images")
    rows = [[name, f"{colour} third" if at % 3 == 0 else colour] for at, (name, colour) in enumerate(colours.items())]
    table(folder / "labels.csv", [["image_name", "tags"], *rows])
    return folder


def pictures_of_patients(folder):
    colours = flat_pictures(folder / "images", 60)
    rows = [[name, f"p{at // 4}", colour] for at, (name, colour) in enumerate(colours.items())]
    table(folder / "labels.csv", [["image", "patient_id", "label"], *rows])
    return folder


def pictures_with_whole_paths(folder):
    colours = flat_pictures(folder / "images")
    table(
        folder / "labels.csv",
        [["file", "label"], *([str((folder / "images" / name).resolve()), colour] for name, colour in colours.items())],
    )
    return folder


def pictures_in_dev_and_test(folder):
    return pictures(folder, parts=("train", "dev", "test"))


def pictures_with_a_class_in_test_alone(folder):
    where = pictures(folder, parts=("train", "test"))
    flat_pictures(where / "test" / "horse", 2)
    return where


def still_gifs(folder):
    return pictures(folder, ".gif", mode="P")


def single_tiffs(folder):
    return pictures(folder, ".tif")


def pictures_beside_papers(folder):
    where = pictures(folder)
    (where / "README.md").write_text("Cats and dogs.")
    (where / "LICENSE").write_text("CC0")
    (where / ".DS_Store").write_bytes(b"\0")
    return folder


def pictures_beside_an_empty_folder(folder):
    where = pictures(folder)
    (where / "fish" / "later").mkdir(parents=True)
    return folder


def moving(number, frames=8):
    made = np.zeros((frames, 16, 16), np.uint8)
    for frame in range(frames):
        row = (number + frame * (1 if number % 2 else -1)) % 16
        made[frame, row : row + 3, 4:12] = 220
    return made


def animated_gifs(folder, suffix=".gif"):
    for number in range(16):
        inside = folder / "clips" / ("up", "down")[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        first, *rest = (Image.fromarray(frame) for frame in moving(number))
        first.save(inside / f"{number}{suffix}", save_all=True, append_images=rest, duration=50)
    return folder / "clips"


def folders_of_frames(folder):
    for number in range(16):
        inside = folder / "clips" / ("up", "down")[number % 2] / f"clip {number}"
        inside.mkdir(parents=True, exist_ok=True)
        for at, frame in enumerate(moving(number)):
            Image.fromarray(frame).save(inside / f"frame_{at:03d}.png")
    return folder / "clips"


def animated_pngs(folder):
    return animated_gifs(folder, ".png")


def listed_frames(folder):
    for number in range(16):
        (folder / "clips" / f"clip {number}").mkdir(parents=True)
        for at, frame in enumerate(moving(number)):
            Image.fromarray(frame).save(folder / "clips" / f"clip {number}" / f"{at}.png")
    return table(folder / "list.csv", [["clip", "label"], *([f"clips/clip {number}", "ud"[number % 2]] for number in range(16))]).parent


def slices_of(folder, number, deep=False):
    folder.mkdir(parents=True)
    for at, values in enumerate(cube(number)):
        Image.fromarray(values.astype(np.uint16) * 200 if deep else values).save(folder / f"{'' if deep else 'slice'}{at + 1}.png")


def folders_of_slices(folder):
    for number in range(16):
        slices_of(folder / "scans" / ("thin", "thick")[number % 2] / f"case {number}", number)
    return folder / "scans"


def folders_of_deep_slices(folder):
    for number in range(16):
        slices_of(folder / "scans" / ("thin", "thick")[number % 2] / f"case {number}", number, deep=True)
    return folder / "scans"


def listed_slices(folder):
    for number in range(16):
        slices_of(folder / "scans" / f"case {number}", number)
    return table(folder / "list.csv", [["scan", "age"], *([f"scans/case {number}", 30.5 + number] for number in range(16))]).parent


def films(folder):
    import av

    for number in range(12):
        inside = folder / "clips" / ("up", "down")[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        with av.open(str(inside / f"{number}.mp4"), "w") as film:
            stream = film.add_stream("mpeg4", rate=10)
            stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
            for frame in moving(number, 12):
                pixels = np.repeat(np.kron(frame, np.ones((2, 2), np.uint8))[..., np.newaxis], 3, axis=2)
                film.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
            film.mux(stream.encode())
    return folder / "clips"


def cube(number, sides=(9, 10, 12)):
    made = CHANCE.integers(0, 60, sides).astype(np.uint8)
    made[: 4 + 4 * (number % 2)] += 120
    return made


def in_classes(folder, save, suffix):
    for number in range(20):
        inside = folder / "volumes" / ("thin", "thick")[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        save(inside / f"{number}{suffix}", cube(number))
    return folder / "volumes"


def nifti_volumes(folder):
    import nibabel

    return in_classes(folder, lambda path, values: nibabel.save(nibabel.Nifti1Image(values, np.eye(4)), path), ".nii.gz")


def tiff_stacks(folder):
    import tifffile

    return in_classes(folder, tifffile.imwrite, ".tif")


def npy_volumes(folder):
    return in_classes(folder, lambda path, values: np.save(path, values.astype(np.float32)), ".npy")


def arrays_in_parts(folder):
    labels = np.arange(60) % 3
    x = CHANCE.normal(labels[:, np.newaxis], 0.5, (60, 6))
    np.savez(folder / "set.npz", x_train=x[:40], y_train=labels[:40] + 5, x_test=x[40:], y_test=labels[40:] + 5)
    return folder / "set.npz"


def arrays_called_otherwise(folder):
    pictures = CHANCE.integers(0, 255, (40, 12, 12)).astype(np.uint8)
    np.savez_compressed(
        folder / "set.npz", train_images=pictures, train_labels=np.arange(40) % 2, test_images=pictures[:20], test_labels=np.arange(20) % 2
    )
    return folder / "set.npz"


def arrays_of_series(folder):
    np.savez(folder / "set.npz", X=np.stack([steps for _, steps in waves()]), y=np.array([f"kind {label}" for label, _ in waves()]))
    return folder / "set.npz"


def arrays_of_series_channels_first(folder):
    x = np.stack([np.stack([steps, np.array(steps)[::-1]]) for _, steps in waves()])
    np.savez(folder / "set.npz", x=x, y=np.array([f"kind {label}" for label, _ in waves()]))
    return folder / "set.npz"


def arrays_of_channels_first(folder):
    np.savez(folder / "set.npz", data=CHANCE.normal(0, 1, (40, 3, 16, 16)).astype(np.float32), labels=np.eye(2)[np.arange(40) % 2])
    return folder / "set.npz"


def arrays_of_clips(folder):
    np.savez(folder / "set.npz", x=np.stack([moving(number) for number in range(40)]), y=np.array(["up", "down"])[np.arange(40) % 2])
    return folder / "set.npz"


def a_folder_of_npy(folder):
    np.save(folder / "x.npy", CHANCE.normal(0, 1, (50, 4)))
    np.save(folder / "y.npy", CHANCE.normal(0, 1, 50))
    return folder


def arrays_of_one_number(folder):
    np.savez(folder / "set.npz", x=CHANCE.normal(0, 1, 50), y=np.eye(2)[np.arange(50) % 2])
    return folder / "set.npz"


def arrays_in_large_and_small_letters(folder):
    x, y = CHANCE.normal(0, 1, (60, 6)), np.arange(60) % 2
    np.savez(folder / "set.npz", X_train=x[:40], y_train=y[:40], x_test=x[40:], y_test=y[40:])
    return folder / "set.npz"
