"""`specbuild new --from` on data as people have it: the kind, the task, and a spec that is right and loads its data."""

from __future__ import annotations

import pytest
import tomli

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import bind, judge_file
from specbuild.running.experiment.data import load_data
from specbuild.running.experiment.facts import data_facts
from specbuild.verbs.new import new
from tests.running.recognise import made_data as data

FORMS = [  # how it is made, the task, what the loader has to say, what the split is
    (data.comma_table, "binary", {"type": "table", "target": "species"}, "stratified"),
    (data.semicolon_table_with_decimal_commas, "binary", {"type": "table", "target": "species", "decimal": ","}, "stratified"),
    (data.tab_table_without_header, "binary", {"type": "table", "target": 4, "header": False}, "stratified"),
    (data.number_table_without_header, "multiclass", {"type": "table", "target": 1, "header": False}, "stratified"),
    (data.western_table, "binary", {"type": "table", "target": "label", "encoding": "cp1252"}, "stratified"),
    (data.compressed_table, "binary", {"type": "table", "target": "species"}, "stratified"),
    (data.parquet_table, "binary", {"type": "table", "target": "species"}, "stratified"),
    (
        data.table_with_gaps_and_row_numbers,
        "binary",
        {"type": "table", "target": "label", "on_missing": "impute", "drop": [1]},
        "stratified",
    ),
    (data.table_with_an_empty_column_at_the_end, "binary", {"type": "table", "target": "label", "drop": None}, "stratified"),
    (data.table_with_comments, "binary", {"type": "table", "target": "species", "comment": "#"}, "stratified"),
    (data.table_below_a_preamble, "binary", {"type": "table", "target": "species", "skip_lines": 3}, "stratified"),
    (data.table_with_units_in_the_second_row, "binary", {"type": "table", "target": "species", "header": 2}, "stratified"),
    (data.table_parted_by_blanks, "binary", {"type": "table", "target": 4, "header": False}, "stratified"),
    (data.table_with_a_nameless_measure, "binary", {"type": "table", "features": ["width", 2, "colour"]}, "stratified"),
    (data.amounts_of_money, "regression", {"type": "table", "target": "price", "thousands": ",", "units": ["$"]}, "random"),
    (data.dates_with_points, "binary", {"type": "table", "target": "species", "date_format": "%d.%m.%Y"}, "stratified"),
    (data.several_labels_in_one_column, "multilabel", {"type": "table", "target": "tags", "separator": "|"}, "random"),
    (data.amounts_that_come_again, "regression", {"type": "table", "target": "pulse"}, "random"),
    (data.weighted_table, "binary", {"type": "table", "target": "species", "weights": "sample_weight"}, "stratified"),
    (data.list_of_objects, "binary", {"type": "table", "target": "species"}, "stratified"),
    (data.table_of_people, "binary", {"type": "table", "target": "Survived", "drop": ["PassengerId", "Name"]}, "stratified"),
    (data.house_prices, "regression", {"type": "table", "target": "price"}, "random"),
    (data.several_targets, "regression", {"type": "table", "target": ["target_1", "target_2"]}, "random"),
    (data.several_labels, "multilabel", {"type": "table", "target": ["label_sea", "label_hill"]}, "random"),
    (data.ready_made_tables, "binary", {"type": "table", "target": "species"}, "folders"),
    (data.table_with_a_part, "binary", {"type": "table", "target": "species", "part": "split"}, "folders"),
    (data.table_of_patients, "binary", {"type": "table", "target": "diagnosis", "split_columns": ["patient_id"]}, "stratified_group"),
    (data.wide_series, "binary", {"type": "series", "layout": "wide", "target": "label"}, "stratified"),
    (data.series_of_the_archive, "binary", {"type": "series", "layout": "cells", "target": "class"}, "folders"),
    (data.lists_of_json, "binary", {"type": "series", "layout": "cells", "target": "label", "drop": ["id"]}, "stratified"),
    (data.objects_in_objects, "binary", {"type": "table", "target": "species"}, "stratified"),
    (data.texts_without_blanks, "binary", {"type": "text", "tokens": "characters"}, "stratified"),
    (data.table_below_merged_names, "binary", {"type": "table", "header": 2, "target": "answer species"}, "stratified"),
    (data.table_of_weka, "binary", {"type": "table", "target": "the kind"}, "stratified"),
    (data.wide_series_numbered, "binary", {"type": "series", "layout": "wide", "target": "class", "header": True}, "stratified"),
    (data.wide_series_without_header, "binary", {"type": "series", "layout": "wide", "target": 1, "header": False}, "stratified"),
    (data.wide_series_parted_by_blanks, "binary", {"type": "series", "layout": "wide", "target": 1, "header": False}, "stratified"),
    (
        data.wide_series_of_unequal_length,
        "binary",
        {"type": "series", "layout": "wide", "target": "label", "resize": "stretch"},
        "stratified",
    ),
    (
        data.wide_series_of_days_to_a_number,
        "regression",
        {"type": "series", "layout": "wide", "target": "outcome", "drop": ["shop"]},
        "random",
    ),
    (data.wide_series_in_two_files, "binary", {"type": "series", "layout": "wide", "target": 1, "header": False}, "folders"),
    (data.long_series_with_counted_steps, "binary", {"type": "series", "time": "measurement_number", "values": ["acc"]}, "stratified"),
    (
        data.long_series,
        "binary",
        {"type": "series", "layout": "long", "id": "sample_id", "time": "time", "target": "label"},
        "stratified",
    ),
    (
        data.long_series_in_disorder,
        "binary",
        {"type": "series", "layout": "long", "id": "recording", "time": "time", "values": ["acc"]},
        "stratified",
    ),
    (data.series_files, "binary", {"type": "series", "layout": "folders", "time": "time", "resize": "stretch"}, "stratified"),
    (data.series_files_as_text, "binary", {"type": "series", "layout": "folders", "time": "time"}, "stratified"),
    (data.yearly_numbers, "regression", {"type": "forecast", "target": "spots", "time": "year"}, "time"),
    (data.hourly_measures, "regression", {"type": "forecast", "target": "temperature", "time": "date"}, "time"),
    (data.days_written_the_european_way, "regression", {"type": "forecast", "date_format": "%d.%m.%Y", "decimal": ","}, "time"),
    (data.days_written_the_american_way, "regression", {"type": "forecast", "date_format": "%m/%d/%Y"}, "time"),
    (data.one_column_of_numbers, "regression", {"type": "forecast", "target": 1, "header": False}, "time"),
    (data.text_table, "binary", {"type": "text", "column": "text", "target": "label"}, "stratified"),
    (data.text_table_without_header, "binary", {"type": "text", "column": 2, "target": 1, "header": False}, "stratified"),
    (data.text_lines, "binary", {"type": "text", "column": "review", "target": "stars"}, "stratified"),
    (data.text_files, "binary", {"type": "text"}, "folders"),
    (data.texts_in_ready_made_tables, "binary", {"type": "text", "column": "text", "target": "label"}, "folders"),
    (data.text_with_scores, "regression", {"type": "text", "column": "essay", "target": "score"}, "random"),
    (data.wav_files, "binary", {"type": "audio", "sample_rate": 8000}, "folders"),
    (data.flac_files, "binary", {"type": "audio", "sample_rate": 16000}, "stratified"),
    (data.ogg_files, "binary", {"type": "audio", "sample_rate": 22050}, "stratified"),
    (data.mp3_files, "binary", {"type": "audio", "sample_rate": 22050}, "stratified"),
    (data.listed_sounds, "binary", {"type": "audio", "file": "filename", "target": "category"}, "stratified"),
    (
        data.sounds_of_esc50,
        "binary",
        {"type": "audio", "folder": "../audio", "target": "category", "split_columns": ["fold"]},
        "stratified_group",
    ),
    (data.pictures, "binary", {"type": "image_folder", "size": [20, 24], "color_mode": "rgb"}, "stratified"),
    (data.nested_pictures, "binary", {"type": "image_folder", "size": [20, 24]}, "stratified"),
    (data.grey_pictures_in_parts, "binary", {"type": "image_folder", "color_mode": "grayscale"}, "folders"),
    (data.listed_pictures, "binary", {"type": "image_table", "file": "image", "target": "label"}, "stratified"),
    (
        data.pictures_in_a_folder_beside_their_table,
        "binary",
        {"type": "image_table", "file": "filename", "folder": "images", "target": "label"},
        "stratified",
    ),
    (
        data.pictures_of_a_competition,
        "binary",
        {"type": "image_table", "path": "data/train.csv", "folder": "train", "suffix": ".png", "target": "label"},
        "stratified",
    ),
    (data.pictures_with_marks, "multilabel", {"type": "image_table", "target": ["red", "third"]}, "random"),
    (data.pictures_with_tags, "multilabel", {"type": "image_table", "target": "tags", "separator": " "}, "random"),
    (data.pictures_of_patients, "binary", {"type": "image_table", "split_columns": ["patient_id"]}, "stratified_group"),
    (data.pictures_with_whole_paths, "binary", {"type": "image_table", "file": "file", "folder": None}, "stratified"),
    (data.pictures_in_dev_and_test, "binary", {"type": "image_folder"}, "folders"),
    (data.pictures_with_a_class_in_test_alone, "binary", {"type": "image_folder", "classes": ["cat", "dog"]}, "folders"),
    (data.still_gifs, "binary", {"type": "image_folder"}, "stratified"),
    (data.single_tiffs, "binary", {"type": "image_folder"}, "stratified"),
    (data.pictures_beside_papers, "binary", {"type": "image_folder"}, "stratified"),
    (data.pictures_beside_an_empty_folder, "binary", {"type": "image_folder", "classes": ["cat", "dog"]}, "stratified"),
    (data.animated_gifs, "binary", {"type": "video"}, "random"),
    (data.folders_of_frames, "binary", {"type": "video", "sample": "folder"}, "random"),
    (data.films, "binary", {"type": "video", "size": [32, 32]}, "random"),
    (data.animated_pngs, "binary", {"type": "video"}, "random"),
    (data.listed_frames, "binary", {"type": "video", "file": "clip", "sample": "folder"}, "random"),
    (data.folders_of_slices, "binary", {"type": "volume", "sample": "folder", "window": [0, 255]}, "random"),
    (data.folders_of_deep_slices, "binary", {"type": "volume", "sample": "folder", "size": [9, 10, 12]}, "random"),
    (data.listed_slices, "regression", {"type": "volume", "file": "scan", "sample": "folder"}, "random"),
    (data.nifti_volumes, "binary", {"type": "volume", "size": [9, 10, 12]}, "stratified"),
    (data.tiff_stacks, "binary", {"type": "volume", "size": [9, 10, 12]}, "stratified"),
    (data.npy_volumes, "binary", {"type": "volume", "size": [9, 10, 12]}, "stratified"),
    (data.arrays_in_parts, "multiclass", {"type": "array", "kind": "vector"}, "folders"),
    (data.arrays_called_otherwise, "binary", {"type": "array", "kind": "picture", "x": "images", "y": "labels"}, "folders"),
    (data.arrays_of_series, "binary", {"type": "array", "kind": "series", "x": "X"}, "stratified"),
    (data.arrays_of_series_channels_first, "binary", {"type": "array", "kind": "series"}, "stratified"),
    (data.arrays_of_channels_first, "binary", {"type": "array", "kind": "picture", "x": "data", "y": "labels"}, "stratified"),
    (data.arrays_of_clips, "binary", {"type": "array", "kind": "clip"}, "stratified"),
    (data.arrays_of_one_number, "binary", {"type": "array", "kind": "vector", "x": None, "y": None}, "stratified"),
    (data.arrays_in_large_and_small_letters, "binary", {"type": "array", "kind": "vector", "x": "X"}, "folders"),
    (data.a_folder_of_npy, "regression", {"type": "array", "kind": "vector"}, "random"),
]


def written(make, folder):
    """Make data and a spec for it, beside each other."""
    inside = folder / "data"
    inside.mkdir()
    return new("first", make(inside), folder)


@pytest.mark.parametrize(("make", "task", "loader", "split"), FORMS, ids=[form[0].__name__.replace("_", " ") for form in FORMS])
def test_a_form_is_recognised_and_its_spec_is_right(make, task, loader, split, tmp_path):
    file = written(make, tmp_path)
    spec = tomli.loads(file.read_text(encoding="utf-8"))
    assert spec["task"]["type"] == task
    assert {key: spec["loader"].get(key) for key in loader} == loader
    assert spec["split"]["type"] == split
    judged = judge_file(file)
    assert judged.findings == ()
    loaded = load_data(judged.spec, tmp_path)
    assert len(loaded.split.train)
    assert len(loaded.split.validation)
    assert len(loaded.split.test)
    bound = bind(judged, loaded.known, loaded.samples.shape, data_facts(loaded))
    assert [finding for finding in bound.findings if finding.severity == "error"] == []


@pytest.mark.parametrize(("rare", "layers"), [(40, 1), (99, 1), (100, 3)], ids=("40", "99", "100"))
def test_rows_of_a_rare_class_count_for_how_large_a_network_is(rare, layers, tmp_path):
    text = new("first", data.rare_faults(tmp_path, rare), tmp_path).read_text(encoding="utf-8")
    assert text.count("[[layers]]") == layers
    assert 'resample = "balanced"' in text


def test_weights_that_series_do_not_take_are_no_channel_either(tmp_path):
    table = data.wide_series(tmp_path)
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    data.written(table, "\n".join([f"{head},sample_weight", *(f"{row},{1.5 + place % 2}" for place, row in enumerate(rows))]) + "\n")
    judged = judge_file(new("first", table, tmp_path))
    assert not judged.findings
    assert list(judged.spec.loader.arguments["drop"]) == ["sample_weight"]


def test_series_stored_as_channels_and_steps_are_turned_before_the_network(tmp_path):
    spec = tomli.loads(written(data.arrays_of_series_channels_first, tmp_path).read_text())
    assert spec["preprocessing"] == [{"type": "Normalization", "axis": 1}]
    assert spec["layers"][0] == {"type": "Permute", "dims": [2, 1]}


def test_a_file_among_texts_that_is_none_is_left_to_loading_which_names_it(tmp_path):
    def make(folder):
        (data.text_files(folder) / "train" / "ham" / "picture.txt").write_bytes(bytes(range(256)))
        return folder / "mail"

    file = written(make, tmp_path)
    with pytest.raises(Refused, match=r"picture\.txt.*binary data"):
        load_data(judge_file(file).spec, tmp_path)
