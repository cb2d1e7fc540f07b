"""From the entries of `[[augmentation]]` to one pure function of samples and draws."""
