"""What goes wrong in the grammar of a spec: the codes."""

from __future__ import annotations

EXPLANATIONS = {
    "G002": "A table of the language has no such key. Unknown keys are errors at every depth: a slip such as `epoch = 3` must not be "
    "ignored while the default of 10 is used.",
    "G003": "The layer, loss, optimizer ... has no such argument. Arguments have Keras's own names; `specbuild explain Conv2D` lists them.",
    "G004": "Something that has no default is missing. Most keys and arguments may be left out, and then have the default that "
    "`specbuild explain TYPE` names; this one has none, since only you know what it should be.",
    "G005": 'A value has the wrong type. Types are strict: `filters = "16"` is text and not an integer, and 16.0 is not an integer either.',
    "G006": "The value, or the `type`, is none of those that exist here.",
    "G007": "A value is out of its bounds, a list has the wrong length, or a text is not written as it has to be.",
    "G008": "Keras has this, specbuild leaves it out: it would run code that a spec must not hold, needs several inputs, or is not a thing "
    "to be put into a stack. The finding says which.",
    "G009": "This exists, but belongs elsewhere: augmentation stands under `[[augmentation]]` so that it touches training rows only, "
    "layers that are fitted to the data under `[[preprocessing]]`, everything else under `[[layers]]`.",
    "G010": "In TOML, what follows a `[table]` header belongs to that table, so `layers = [...]` has to stand above the first header. "
    "`[[layers]]` can stand anywhere.",
    "G012": "A `Repeat` whose turns do not work out: `each` gives one value a turn to an argument of the layers inside. An argument that "
    "they leave out although they need it goes to all of them; one that they could have goes to the only layer that leaves it out. Where "
    "several could take it, name the one that is meant and write `each.that_name.argument`. All repeated layers together are at most "
    "2,000.",
    "G011": "Names of entries are addresses (`layers.head.units`), so each stands for one entry.",
}
