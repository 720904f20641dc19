"""The two shapes almost every page with an action has, so that each works the same way."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from concept.tekenen import changed
from logboek.services import record
from regels.begrippen import RegelOvertreden, Verouderd

# Each takes a medewerker and returns names that need no warning (T6); filled by apps that know people.
naambronnen: list[Callable] = []


def is_valid(request, form):
    """`form.is_valid()`, knowing whose names are no surprise here. A warning (T6) is in the logboek, never its words."""
    form.bekende_namen = lambda: [naam for bron in naambronnen for naam in bron(request.user)]
    valid = form.is_valid()
    if getattr(form, "signalen", None) and not form.toch_bewaren:
        _log_signalen(request, form, "tekst.gewaarschuwd")
    return valid and not _colleague_was_first(request, form)


def _colleague_was_first(request, form):
    """Somebody changed what this form was drawn with (R-11): both texts are shown, and who has read that may save again."""
    form.intussen = [
        {
            "label": form.fields[name].label,
            "nu": _in_words(form.fields[name], now),
            "getypt": _in_words(form.fields[name], typed),
        }
        for name, (now, typed) in changed(form, request).items()
    ]
    if not form.intussen:
        return False
    form.add_error(
        None,
        "Iemand heeft dit intussen gewijzigd. Kijk wat er staat en wat jij typte, en bewaar dan opnieuw.",
    )
    if "versie" in form.fields and "versie" in form.initial:
        form.data = form.data.copy()
        form.data[form.add_prefix("versie")] = form.initial["versie"]
    return True


def _in_words(field, value):
    """A value of a form to read: the names of what is chosen, otherwise the text itself."""
    if not hasattr(field, "choices"):
        return value
    chosen = {str(part) for part in (value if isinstance(value, (list, tuple)) else [value])}
    options = [
        option
        for key, label in field.choices
        for option in (label if isinstance(label, (list, tuple)) else [(key, label)])
    ]
    return ", ".join(str(label) for key, label in options if str(key) in chosen and str(key))


def log_toch_bewaard(request, form):
    """Somebody kept a text in spite of the warning: their decision is in the logboek."""
    if getattr(form, "signalen", None):
        _log_signalen(request, form, "tekst.toch_bewaard")


def _log_signalen(request, form, event):
    soorten = sorted({str(signaal) for gevonden in form.signalen.values() for signaal in gevonden})
    team = request.user.team_ids[0] if request.user.is_authenticated and request.user.team_ids else None
    by = request.user if request.user.is_authenticated else None
    record(event=event, by=by, team=team, reden=f"{', '.join(soorten)} ({type(form).__name__})")


def form_page(
    request,
    form,
    *,
    do,
    titel,
    terug,
    vanaf=None,
    bericht="Bewaard.",
    intro="",
    template="form.html",
    extra=None,
):
    """Show a form; when it is valid let `do(**cleaned_data)` act and go on to `terug`.

    A broken rule comes back on the form with its own reason, and what was typed stays. `terug` is a URL or an
    object; callables for `terug` and `bericht` get what `do` returned, and then `vanaf` is where "Terug" leads.
    """
    if request.method == "POST" and is_valid(request, form):
        try:
            result = do(**form.cleaned_data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
            if isinstance(overtreding, Verouderd):  # who has read the warning may save again
                form.data = form.data.copy()
                form.data[form.add_prefix("versie")] = overtreding.versie
        else:
            log_toch_bewaard(request, form)
            tekst = bericht(result) if callable(bericht) else bericht
            if tekst:
                messages.success(request, tekst)
            return redirect(terug(result) if callable(terug) else terug)
    context = {
        "form": form,
        "titel": titel,
        "intro": intro,
        "terug": vanaf if callable(terug) else terug,
        **(extra or {}),
    }
    return render(request, template, context)


def post_action(request, *, do, terug, bericht):
    """Do something that asks nothing (a button), and say what happened or why not."""
    try:
        result = do()
    except RegelOvertreden as overtreding:
        messages.error(request, str(overtreding))
    else:
        messages.success(request, bericht(result) if callable(bericht) else bericht)
    return redirect(terug)


def private(response):
    """A page behind a secret address, without login: not indexed and not kept.

    The address stays with us by `same-origin` (settings); `no-referrer` would make a browser send no origin with a
    form, and then it could not be posted.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


class SleutelMixin(forms.Form):
    """A hidden key per form shown: sent twice, it makes one thing."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sleutel"].initial = uuid.uuid4
