"""Which files are called as masks of others."""

from __future__ import annotations

import pytest

from specbuild.running.data.folders.masks import masks_among


@pytest.mark.parametrize(
    ("names", "masks"),
    [
        pytest.param(["a/1.png", "a/1_mask.png"], ["a/1_mask.png"], id="a mask beside its picture"),
        pytest.param(["a/1.jpg", "a/1_Mask.PNG"], ["a/1_Mask.PNG"], id="another ending and capitals"),
        pytest.param(["b (1).png", "b (1)_mask.png", "b (1)_mask_1.png"], ["b (1)_mask.png", "b (1)_mask_1.png"], id="two masks of one"),
        pytest.param(["s/1.nii.gz", "s/1_seg.nii.gz"], ["s/1_seg.nii.gz"], id="volumes"),
        pytest.param(["a/1.png", "b/1_mask.png"], [], id="in another folder"),
        pytest.param(["people/anna_mask.png", "people/bert_mask.png"], [], id="people with masks"),
        pytest.param(["a/1.png", "a/1_masked.png"], [], id="another word"),
    ],
)
def test_masks_are_known_by_the_picture_that_they_are_called_after(names, masks):
    assert masks_among(names) == masks
