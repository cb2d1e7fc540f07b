"""The report of a run: one HTML file without scripts that works offline, in light and dark, on paper and on a phone."""
