"""Reading a page as a browser draws it: line breaks in a template are no more than a space."""


def page_of(answer):
    """The HTML of an answer with every run of white space as one space."""
    return " ".join(answer.content.decode().split())
