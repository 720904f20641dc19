"""What the formatter of templates may not do: put a line break, so a space, before punctuation."""

import re
from pathlib import Path

from django.conf import settings

SPLIT = re.compile(r"^\s*(\{% (if|elif)[^%]*%\})*[,.:;)]", re.M)


def test_no_line_begins_with_punctuation():
    """ "Gepland ." was read so for an hour; a sentence of parts stands in a span, which the formatter leaves in one piece."""
    found = [
        f"{path.name}: {line.group().strip()}"
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for line in SPLIT.finditer(path.read_text())
    ]

    assert found == []
