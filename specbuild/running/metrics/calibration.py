"""How far probabilities are from how often they come true: the expected calibration error."""

from __future__ import annotations

import numpy as np

BINS = 15


def calibration_error(right: np.ndarray, confidence: np.ndarray) -> float:
    """The distance between the mean probability and how often it came true, in bins of equal width, averaged by their rows.

    Args:
        right: Whether what was said came true, of shape (rows,).
        confidence: The probability that was given to it, of shape (rows,).

    Returns:
        From 0 (of what is said with 80 %, 80 % come true) to 1.

    Source:
        Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".
    """
    return float(np.abs(gaps(right, confidence).mean(axis=0)).sum())


def gaps(right: np.ndarray, confidence: np.ndarray) -> np.ndarray:
    """What each row adds to the gap of its bin, of shape (rows, bins): the error of any rows is the sum of the sizes of their means."""
    edges = np.linspace(0, 1, BINS + 1)
    bins = np.clip(np.searchsorted(edges[1:-1], confidence, side="left"), 0, BINS - 1)  # as scikit-learn's `calibration_curve` does
    found = np.zeros((len(confidence), BINS))
    found[np.arange(len(confidence)), bins] = right.astype(np.float64) - confidence
    return found


def of_means(means: np.ndarray, measured: np.ndarray) -> np.ndarray:
    """The errors of resampled rows, from the means of their gaps of shape (resamples, bins), without what resampling adds.

    Noise only ever adds to a distance, so the errors of resamples are larger by about as much as that of the rows is larger than the truth.

    Args:
        means: Of the resampled rows.
        measured: The mean gaps of the rows themselves, of shape (bins,).
    """
    errors = np.abs(means).sum(axis=1)
    return np.asarray(np.clip(errors - (errors.mean() - np.abs(measured).sum()), 0, 1))
