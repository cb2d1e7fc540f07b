"""The arguments that all loaders of tables share, as annotations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

Header = bool | Literal["auto"]
Delimiter = Annotated[str, Field(pattern=r"^(auto|[^\r\n\"])$")]
Decimal = Literal[".", ","]
Encoding = Literal[
    "auto", "utf-8", "utf-16", "utf-32", "latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp437", "cp850", "iso8859-2",
    "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15", "koi8-r", "mac-roman", "big5", "euc-jp", "euc-kr", "gb18030", "shift-jis",
]  # fmt: skip
