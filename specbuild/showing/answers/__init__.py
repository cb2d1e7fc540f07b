"""Predictions as lines of text, one file for each format; each begins before the last answer is there."""
