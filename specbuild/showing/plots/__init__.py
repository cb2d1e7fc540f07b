"""Pictures of a run, one file a plot, as SVG (or PNG, by the ending): curves, confusion matrix, samples, predicted against true."""
