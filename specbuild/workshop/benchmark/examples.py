"""For every augmentation of the catalogue arguments under which it visibly changes a sample: what tests and benchmarks run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "AugMix": {"num_chains": 2, "chain_depth": 1},
    "AutoContrast": {},
    "CutMix": {},
    "Equalization": {},
    "MixUp": {"alpha": 1.0},
    "RandAugment": {"num_ops": 1},
    "RandomBrightness": {"factor": 0.3},
    "RandomChannelShift": {"factor": 0.2},
    "RandomColorDegeneration": {"factor": [0.2, 0.9]},
    "RandomColorJitter": {"brightness_factor": 0.2, "contrast_factor": 0.3, "saturation_factor": [0.2, 0.8], "hue_factor": 0.2},
    "RandomContrast": {"factor": 0.5},
    "RandomCrop": {"height": 20, "width": 24},
    "RandomCropAndResize": {"factor": [0.2, 0.5]},
    "RandomCropAndResize3D": {"factor": [0.2, 0.5]},
    "RandomElasticTransform": {},
    "RandomErasing": {},
    "RandomFlip": {"mode": "horizontal"},
    "RandomFlip3D": {"mode": "depth"},
    "RandomGaussianBlur": {"kernel_size": 5, "sigma": [0.5, 1.0]},
    "RandomGaussianBlur3D": {"kernel_size": 3, "sigma": [0.5, 1.0]},
    "RandomGaussianNoise": {"factor": [0.05, 0.1]},
    "RandomGrayscale": {},
    "RandomHue": {"factor": 0.5},
    "RandomInvert": {},
    "RandomPerspective": {},
    "RandomPosterization": {"factor": [1, 6]},
    "RandomQuarterTurn": {"turns": 2},
    "RandomQuarterTurn3D": {"axis": "width", "turns": 2},
    "RandomRotation": {"factor": 0.2},
    "RandomRotation3D": {"depth_factor": 0.2, "height_factor": 0.1, "width_factor": [0.05, 0.1]},
    "RandomSaturation": {"factor": [0.1, 0.9]},
    "RandomSharpness": {"factor": [0.6, 1.0]},
    "RandomShear": {"x_factor": 0.3, "y_factor": 0.2},
    "RandomTranslation": {"height_factor": 0.3, "width_factor": 0.3},
    "RandomTranslation3D": {"depth_factor": 0.3, "height_factor": 0.3, "width_factor": [-0.2, 0.1]},
    "RandomZoom": {"height_factor": [-0.5, 0.4], "width_factor": 0.3},
    "RandomZoom3D": {"depth_factor": 0.3, "width_factor": [-0.4, 0.2]},
    "Solarization": {"addition_factor": 0.3, "threshold_factor": 0.8},
}
