"""Findings as people, editors, code hosts and scanners want to read them: one file a format."""
