"""One sample as a small picture, one file for each kind of data: for the contact sheets of `preview` and `probe`, and for `replay`."""
