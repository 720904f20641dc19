"""Word files from plain data: a title, a line, and parts with a heading and lines."""

import io

from docx import Document
from docx.oxml.ns import qn


def new_document():
    """An empty Word document in Dutch, that says of nobody who made it."""
    document = Document()
    core = document.core_properties
    core.author = core.last_modified_by = core.title = core.comments = ""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "nl-NL")
    return document


def as_bytes(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_docx(data):
    """The bytes of a .docx from `titel`, `inleiding` and `delen` (each a `kop`, may be empty, and `regels`)."""
    document = new_document()
    document.core_properties.title = data["titel"]
    document.add_heading(_plain(data["titel"]), level=1)
    document.add_paragraph(_plain(data["inleiding"]))
    for deel in data["delen"]:
        if deel["kop"]:
            document.add_heading(_plain(deel["kop"]), level=2)
        for regel in deel["regels"]:
            document.add_paragraph(_plain(regel), style="List Bullet" if deel["kop"] else None)
    return as_bytes(document)


def _plain(tekst):
    """Without the characters that XML cannot hold."""
    return "".join(char for char in tekst if char >= " " or char == "\t")
