"""Text -> Plan: a spec is read, judged, planned and mended here, without Keras and NumPy and in a fraction of a second."""
