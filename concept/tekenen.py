"""On a form that is drawn: its kaartje, and what its writer had typed before. On one that comes back: who was first."""

from hashlib import blake2s

from . import services


def draw(form, request, *, action, titel, teksten):
    """Give this form its kaartje; when it comes empty to who typed in it before, their words stand in it again.

    `form.hersteld` is then the Concept. Costs a query only for who has something that was not sent.
    """
    user = request.user
    if not (user.is_authenticated or form.gast):
        return
    posted = getattr(request, "kaartje", None)
    here = request.get_full_path()
    # The link of a guest is a secret: it is not written down, and their row says which form it is.
    formulier = _name(form) if form.gast else f"{_name(form)}{action or here}"[:300]
    pagina = posted.pagina if posted is not None else ("" if form.gast else here)
    compared = teksten and not form.alleen_van_mij
    stond = {name: _hash(value) for name, value in _stands(form).items()} if compared else {}
    vervolgt = ""
    if form.is_bound and posted is not None and posted.formulier == formulier:
        vervolgt = posted.exemplaar
        if not form.intussen:
            stond = (
                posted.stond
            )  # an error of another kind: what they began with has not been looked at again
    typed = services.of_gast(form.gast) if form.gast else services.of(user)
    mine = [row for row in typed if row.formulier == formulier] if teksten else []
    row = None if form.is_bound or not mine else mine[0]
    data, began_with = services.typed_in(row) if row is not None else (None, {})
    if row is not None and data:  # empty when the key it was locked with is not known any more
        _fill(form, data)
        form.hersteld, stond, vervolgt = row, began_with, row.exemplaar
        form.ook_elders = len(mine) > 1
    form.teksten = teksten
    form.kaartje = services.Kaartje(
        form.gast or user.pk, formulier, pagina, titel, tuple(teksten), stond, vervolgt=vervolgt
    ).sign()


def changed(form, request) -> dict[str, tuple]:
    """Per field that a colleague changed since this form was drawn, and not into what was typed: (what stands there now, typed).

    A form is made with what stands in the database now, also when it is sent: that is compared with what stood in it then.
    """
    kaartje = getattr(request, "kaartje", None)
    if kaartje is None or not kaartje.formulier.startswith(_name(form)):
        return {}
    found = {}
    for name, value in _stands(form).items():
        if kaartje.stond.get(name, _hash(value)) != _hash(value):
            typed = form.fields[name].prepare_value(form.cleaned_data.get(name, form[name].data))
            if _plain(typed) != _plain(value):
                found[name] = (value, typed)
    return found


def _name(form):
    return f"{type(form).__name__}{form.prefix or ''}:"


def _stands(form):
    """What stands in each field that has a value from the database: not what is new at each drawing, as a key or the hour is."""
    found = {}
    for name, field in form.fields.items():
        new_each_time = callable(field.initial) and name not in form.initial
        if not (field.disabled or field.widget.is_hidden or new_each_time):
            found[name] = field.prepare_value(form.get_initial_for_field(field, name))
    return found


def _plain(value):
    if isinstance(value, (list, tuple, set)) or hasattr(value, "iterator"):
        return sorted(str(getattr(part, "pk", part)) for part in value)
    return "" if value in (None, False) else str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


def _hash(value):
    return blake2s(repr(_plain(value)).encode(), digest_size=6).hexdigest()


def _fill(form, data):
    typed = {}
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if name == "sleutel":  # of this copy alone: in another window the words may have become another thing
            continue
        if not field.disabled and not field.widget.value_omitted_from_data(data, {}, html_name):
            typed[name] = field.widget.value_from_datadict(data, {}, html_name)
    form.initial = {**form.initial, **typed}
    for bound in form._bound_fields_cache.values():  # who looked before us remembers what stood there
        bound.__dict__.pop("initial", None)
