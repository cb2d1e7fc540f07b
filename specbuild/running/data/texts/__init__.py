"""Texts: decoded exactly or refused, and turned into numbers by what the training rows teach."""
