"""What an entry can carry beside the arguments of the thing it names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from specbuild.checking.grammar.tables.meaning import Aspect
from specbuild.checking.grammar.tables.strict import Named, Table

Share = Annotated[float, Field(ge=0, le=1)]


class Options(Table):
    """What every entry of a list can carry."""

    name: Named | None = None
    """A name to address the entry by, in `extends`, `--set` and `explain`; layers get it in Keras too."""


class AugmentationOptions(Options):
    """What an augmentation can carry."""

    probability: Share | None = None
    """Share of the samples that it changes; left out, the layer's own rate holds."""

    only_classes: Annotated[list[str], Field(min_length=1)] | None = None
    """Change samples of these classes only."""

    except_classes: list[str] | None = None
    """Leave samples of these classes as they are."""

    relabel: dict[str, str] | None = None
    """Class that a changed sample becomes, such as `{ left_turn = "right_turn", right_turn = "left_turn" }`."""

    allow: list[Aspect] | None = None
    """Aspects of `[meaning]` that it may change all the same; needs `because`."""

    because: Annotated[str, Field(min_length=1)] | None = None
    """Why the aspects under `allow` may be changed; kept in the run folder and the report."""
