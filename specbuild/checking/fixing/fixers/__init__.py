"""One file a fix: the codes it mends, and how."""
