"""On a form that is drawn: its kaartje, and what its writer had typed before."""

from . import services


def draw(form, request, *, action, titel, teksten):
    """Give this form its kaartje; when it comes empty to who typed in it before, their words stand in it again.

    `form.hersteld` is then the Concept. Costs a query only for who has something that was not sent.
    """
    user = request.user
    if not user.is_authenticated:
        return
    posted = getattr(request, "kaartje", None)
    here = request.get_full_path()
    formulier = f"{type(form).__name__}{form.prefix or ''}:{action or here}"[:300]
    pagina = posted.pagina if posted is not None else here
    form.teksten = teksten
    form.kaartje = services.Kaartje(user.pk, formulier, pagina, titel, tuple(teksten)).sign()
    row = None if form.is_bound or not teksten else services.of(user).get(formulier)
    if row is not None and (data := services.typed_in(row)):
        _fill(form, data)
        form.hersteld = row


def _fill(form, data):
    typed = {}
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if not field.disabled and not field.widget.value_omitted_from_data(data, {}, html_name):
            typed[name] = field.widget.value_from_datadict(data, {}, html_name)
    form.initial = {**form.initial, **typed}
    for bound in form._bound_fields_cache.values():  # who looked before us remembers what stood there
        bound.__dict__.pop("initial", None)
