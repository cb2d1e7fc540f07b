"""Find out instead of believing: where changed samples land, by a reference network that saw no augmentation."""
