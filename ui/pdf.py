"""PDF files, tagged for screen readers (PDF/UA), made by typst from a template in templates/typst and plain data."""

import json
from pathlib import Path

import typst
from django.http import HttpResponse

PLAIN = frozenset("àáâäãåæçèéêëìíîïñòóôöõøùúûüýÿßÀÁÂÄÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝğıİşŞĞœŒ‘’‚“”„–—…€°²³½¼·•")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "typst"


def make_pdf(name, data):
    """The bytes of a PDF from `templates/typst/<name>.typ`. `data` goes in as JSON, never as source text.

    A character for which there is no letter shape (an emoji, say) becomes a question mark.
    """
    text = json.dumps(data, ensure_ascii=False)
    try:
        return _compile(name, text)
    except typst.TypstError:  # its message may hold words of the text: it goes no further
        pass
    return _compile(name, "".join(char if char.isascii() or char in PLAIN else "?" for char in text))


def _compile(name, text):
    return typst.compile(
        TEMPLATES / f"{name}.typ",
        format="pdf",
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        root=TEMPLATES,
    )


def download(content, *, naam, soort="application/pdf"):
    """A file to keep, that no browser or proxy stores, and that no page of ours shows inside."""
    response = HttpResponse(content, content_type=soort)
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
