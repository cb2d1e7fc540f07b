"""What kind of data a path holds, and a first spec for it: one file a kind of data."""
