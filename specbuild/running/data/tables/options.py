"""The arguments that all loaders of tables share, as annotations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

Header = bool | Annotated[int, Field(ge=2, le=9)] | Literal["auto"]
Delimiter = Annotated[str, Field(pattern=r"^(auto|whitespace|[^\r\n\"])$")]
Quotechar = Annotated[str, Field(pattern=r"^(none|[^\r\n\s])$")]
Comment = Annotated[str, Field(min_length=1)]
SkipLines = Annotated[int, Field(ge=0, le=1000)]
Decimal = Literal[".", ","]
Thousands = Literal[",", ".", " ", "'"]
Units = Annotated[list[Annotated[str, Field(min_length=1, max_length=16)]], Field(min_length=1)]
Encoding = Literal[
    "auto", "utf-8", "utf-16", "utf-32", "latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp437", "cp850", "iso8859-2",
    "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15", "koi8-r", "mac-roman", "big5", "euc-jp", "euc-kr", "gb18030", "shift-jis",
]  # fmt: skip
