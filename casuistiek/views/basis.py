"""What the views of casuïstiek share."""

from casuistiek.models import Casus
from logboek.services import record
from organisatie.access import fetch_for
from ui.pages import form_page, post_action


def casus_for(request, pk, perm):
    """The casus, through the one door; looking at it, on whatever page, is in the logboek."""
    casus = fetch_for(request.user, Casus, perm=f"casuistiek.{perm}", pk=pk)
    if request.method == "GET":
        record(event="casus.viewed", by=request.user, subject=casus, reden=perm)
    return casus


def casus_form(request, casus, form, *, do, titel, bericht="Bewaard.", **context):
    """A form about a casus: back to the casus when it is done."""
    return form_page(request, form, do=do, titel=titel, terug=casus, bericht=bericht, **context)


def casus_button(request, casus, *, do, bericht):
    """A button on a casus, and back to it."""
    return post_action(request, do=do, terug=casus, bericht=bericht)
