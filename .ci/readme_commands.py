"""Print the commands of a Markdown file: the lines after `$ ` in its ```console blocks."""

import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
    for line in block.splitlines():
        if line.startswith("$ "):
            print(line[2:])
