"""The two shapes almost every page with an action has, so that each works the same way."""

import uuid

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from regels.begrippen import RegelOvertreden


def form_page(
    request, form, *, do, titel, terug, bericht="Bewaard.", intro="", template="form.html", extra=None
):
    """Show a form; when it is valid let `do(**cleaned_data)` act and go on to `terug`.

    A broken rule comes back on the form with its own reason, and what was typed stays. `terug` is a URL or an
    object; callables for `terug` and `bericht` get what `do` returned.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = do(**form.cleaned_data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
        else:
            tekst = bericht(result) if callable(bericht) else bericht
            if tekst:
                messages.success(request, tekst)
            return redirect(terug(result) if callable(terug) else terug)
    context = {
        "form": form,
        "titel": titel,
        "intro": intro,
        "terug": None if callable(terug) else terug,
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


class SleutelMixin(forms.Form):
    """A hidden key per form shown: sent twice, it makes one thing."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sleutel"].initial = uuid.uuid4
