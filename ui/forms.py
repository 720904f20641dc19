"""The form base all pages share: one layout language, Dutch dates and times, one error summary."""

import re
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone

from concept.tekenen import draw
from regels.tekst import signalen

CSS = {
    "text": "utrecht-textbox utrecht-textbox--html-input",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
}


class Knoppen(LayoutObject):
    """The buttons of a form: the first is the main action; others are (label, naam, waarde)."""

    def __init__(self, label, *others, naam="", waarde="", soort="primary-action"):
        self.knoppen = [{"label": label, "soort": soort, "naam": naam, "waarde": waarde}]
        self.knoppen += [
            {"label": label, "soort": "secondary-action", "naam": naam, "waarde": waarde}
            for label, naam, waarde in others
        ]

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(f"{template_pack}/layout/knoppen.html", {"knoppen": self.knoppen})


class Meer(LayoutObject):
    """Fields that are seldom needed, behind a summary; open when one of them has an error or a value."""

    def __init__(self, titel, *fields):
        self.titel, self.fields = titel, list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        names = [name for name in self.fields if isinstance(name, str)]
        opened = any(name in form.errors or _has_own_value(form, name) for name in names)
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            f"{template_pack}/layout/meer.html", {"titel": self.titel, "fields": fields, "open": opened}
        )


def _has_own_value(form, name):
    value = form[name].value()
    given = form.fields[name].initial if form.hersteld else form[name].initial
    return value not in (None, "", [], False) and str(value) != str(given)


class Helper(FormHelper):
    """Draws the fields, and first what makes that nothing typed is lost: see the app `concept`."""

    def render_layout(self, form, context, template_pack=TEMPLATE_PACK):
        form.hand_out(context, action=self.form_action)
        return super().render_layout(form, context, template_pack)


def Naast(*fields):  # noqa: N802  reads as a layout element
    """Fields side by side where there is room."""
    return Div(*fields, css_class="naast")


class CrispyForm(forms.Form):
    """Our one form base. A form turns input into clean values; it saves nothing and decides nothing.

    Free text that looks like a BSN, a date of birth or a full name is held back once, with a warning; who wrote
    it may keep it all the same (T6). `signalen` then says what it looks like, per field. A form that is *for*
    names sets `zonder_controle`.
    """

    fields: dict[str, Any]  # each subclass knows its own kinds of fields
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]
    use_required_attribute = False  # else `:invalid` paints fields red on first load
    knop = "Bewaren"
    zonder_controle = False
    concept = True  # what is typed is kept until it is sent; not for words to search with
    alleen_van_mij = False  # what stands in it is of its reader alone: no colleague can have changed it
    kaartje, teksten = "", ()  # drawn with it: see the app `concept`
    gast = ""  # who fills it in behind a link of their own, without an account (`concept.services.gast_of`)
    hersteld = None  # the Concept whose words stand in it again
    ook_elders = False  # there is more that was typed in it, in another window
    intussen = ()  # what a colleague changed meanwhile (ui.pages.is_valid)
    over_mens = (
        False  # the texts are about one person: then religion, origin and politics do not belong in them
    )
    VRIJE_TEKST = 100  # from this length on a line is free text
    TOCH = "toch_bewaren"

    def bekende_namen(self):
        """Names that need no warning: filled by who knows who is asking (`ui.pages.is_valid`)."""
        return ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.Textarea):
                widget.attrs.setdefault("rows", 3)
                widget.attrs["class"] = CSS["textarea"]
            elif isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)):
                continue
            elif isinstance(widget, forms.Select):
                widget.attrs["class"] = CSS["select"]
            elif not widget.is_hidden:
                widget.attrs["class"] = CSS["text"]
            if field.required and not widget.is_hidden:
                widget.attrs["aria-required"] = "true"
        self.helper = Helper()
        # A copy: one form that leaves a field out must not take it out of every form of its kind.
        self.helper.layout = deepcopy(self.layout) if hasattr(self, "layout") else self.default_layout()

    def clean(self) -> dict[str, Any]:
        """What was filled in, also when a base says nothing."""
        return super().clean() or self.cleaned_data

    def hand_out(self, context, *, action=""):
        """Before it is drawn: its kaartje, and what its reader typed in it before (the app `concept`)."""
        if (request := context.get("request")) is not None and self.concept:
            teksten = [self.add_prefix(name) for name, field in self.fields.items() if _is_free_text(field)]
            draw(self, request, action=action, titel=str(context.get("titel", "")), teksten=teksten)

    def default_layout(self):
        return Layout(*self.fields, Knoppen(self.knop))

    @property
    def toch_naam(self):
        return self.add_prefix(self.TOCH)

    @property
    def toch_bewaren(self):
        return self.data.get(self.toch_naam) == "ja"

    def _clean_fields(self):
        super()._clean_fields()
        self.signalen = {} if self.zonder_controle else self._signalen()
        if self.signalen and not self.toch_bewaren:
            for name, gevonden in self.signalen.items():
                self.add_error(name, f"Dit lijkt op {' en '.join(gevonden)}. Haal het weg als het kan.")

    def _signalen(self):
        texts = {
            name: _as_text(self.cleaned_data.get(name))
            for name, field in self.fields.items()
            if _is_free_text(field)
        }
        jaar = timezone.localdate().year
        first = {
            name: text
            for name, text in texts.items()
            if text and signalen(text, jaar=jaar, over_mens=self.over_mens)
        }
        if not first:
            return {}
        bekend = list(self.bekende_namen())  # asked for only when something was found
        found = {
            name: signalen(text, jaar=jaar, bekend=bekend, over_mens=self.over_mens)
            for name, text in first.items()
        }
        return {name: gevonden for name, gevonden in found.items() if gevonden}


def _as_text(value):
    """What was typed: a field of one thing per line is a list by then, of texts or of parts of a line."""
    if not isinstance(value, list):
        return value
    return "\n".join(row if isinstance(row, str) else " ".join(row.values()) for row in value)


def _is_free_text(field):
    if not isinstance(field, forms.CharField) or isinstance(
        field, (forms.EmailField, KloktijdField, TijdsduurField)
    ):
        return False
    return isinstance(field.widget, forms.Textarea) or (field.max_length or 0) >= CrispyForm.VRIJE_TEKST


class KeuzesField(forms.ModelMultipleChoiceField):
    """Several rows; what is not offered is refused before a database has to read it as a number."""

    def _check_values(self, value):
        assert self.queryset is not None
        offered = {str(pk) for pk in self.queryset.values_list("pk", flat=True)}
        for pk in value:
            if str(pk) not in offered:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(pk)[:20]},
                )
        return super()._check_values(value)


# --- dates and times as people here write them ----------------------------------------------------------

MONTHS = ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
DATE_ERROR = "Deze datum begrijpen we niet. Schrijf bijvoorbeeld 4-12-2026 of 4 december."
TIME_ERROR = "Deze tijd begrijpen we niet. Schrijf bijvoorbeeld 1u30, 90 of 1,5 uur."
TIME_ASKED = (
    "Bedoel je {uur} uur en {rest} minuten? Schrijf {uur}u{rest}. Of bedoel je {deel} uur? Schrijf {deel}u."
)


def parse_date(text, today=None):
    """A date as written in Dutch: 4-12-2026, 4-12, 4 december, 2026-12-04, vandaag, morgen. None when unclear.

    Without a year: the nearest such day, at most half a year back.
    """
    today = today or timezone.localdate()
    text = text.strip().lower()
    if text in ("vandaag", "morgen", "gisteren"):
        return date.fromordinal(today.toordinal() + {"vandaag": 0, "morgen": 1, "gisteren": -1}[text])
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?", text):
        day, month, year = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    elif match := re.fullmatch(r"(\d{1,2}) ([a-z]{3,9})\.?(?: (\d{4}))?", text):
        name = "maa" if match[2] in ("mrt", "maart") else match[2][:3]
        if name not in MONTHS:
            return None
        day, month, year = int(match[1]), MONTHS.index(name) + 1, int(match[3]) if match[3] else None
    else:
        return None
    if year is not None and year < 100:
        year += 2000
    try:
        if year is not None:
            return date(year, month, day)
        found = date(today.year, month, day)
        return found if (today - found).days < 183 else date(today.year + 1, month, day)
    except ValueError:
        return None


IN_WOORDEN = {"kwartier": 15, "halfuur": 30, "driekwartier": 45, "uur": 60, "anderhalfuur": 90}


# "1,30" is 1 hour 30 to one and 1.3 hours to another; these are the same to everybody.
DELEN_VAN_EEN_UUR = ("00", "25", "50", "75")


def two_readings(text):
    """The question to ask about a time that two people read differently, such as 1.30; empty when it is clear."""
    match = re.fullmatch(r"(\d{1,2})[.,](\d{2})", text.strip())
    if not match or match[2] in DELEN_VAN_EEN_UUR or int(match[2]) >= 60:
        return ""
    return TIME_ASKED.format(uur=match[1], rest=match[2], deel=f"{match[1]},{match[2].rstrip('0')}")


def parse_minutes(text):
    """Minutes from what people write: 90, 1u30, 1:30, 1,5 uur, 2 uur 15, een half uur, kwartier. None when unclear.

    A bare number is minutes; with a comma or a dot it is hours, and a zero behind it changes nothing.
    """
    text = text.strip().lower().replace(" ", "")
    text = re.sub(r"(?<=\d)uren", "uur", re.sub(r"^een", "", text)).replace("minuten", "min")
    if text in IN_WOORDEN:
        return IN_WOORDEN[text]
    if two_readings(text):
        return None
    if match := re.fullmatch(r"(\d{1,2})(?::|uur(?:en)?|u|h)([0-5]\d)(?:uur|min|m)?", text):
        return int(match[1]) * 60 + int(match[2])
    if match := re.fullmatch(r"(\d{1,2}(?:[.,]\d{1,2})?)(?:u|h|uur)", text):
        return round(float(match[1].replace(",", ".")) * 60)
    if match := re.fullmatch(r"(\d{1,4})(?:m|min)?", text):
        return int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[.,](\d{1,2})", text):
        return round(float(f"{match[1]}.{match[2]}") * 60)
    return None


class DagField(forms.DateField):
    """A day; understands Dutch notation, and the browser's own date picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if (found := parse_date(str(value))) is None or not 1950 <= found.year <= 2100:
            raise forms.ValidationError(DATE_ERROR)
        return found


class TijdsduurField(forms.CharField):
    """How long, in minutes: 90, 1u30, 1,5 uur."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if (found := parse_minutes(text)) is None:
            raise forms.ValidationError(two_readings(text) or TIME_ERROR)
        if not 0 < found <= 24 * 60:
            raise forms.ValidationError("Vul een tijd in tussen 1 minuut en 24 uur.")
        return found


class KloktijdField(forms.CharField):
    """A time of day: 9.30, 14:00, 13u."""

    def clean(self, value):
        text = super().clean(value).strip().lower().replace(" ", "").removesuffix("uur")
        if not text:
            return None
        match = re.fullmatch(r"(\d{1,2})(?:[.:u](\d{2}))?u?", text)
        if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
            return time(int(match[1]), int(match[2] or 0))
        raise forms.ValidationError("Deze tijd begrijpen we niet. Schrijf bijvoorbeeld 9.30 of 14:00.")


def tekstvak(label, max_length, *, rows=3, required=False, help_text=""):
    """A field for some lines of text."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def regels_van(tekst, max_length):
    """A text of one thing per line, as a list; empty lines are left out."""
    return [regel.strip()[:max_length] for regel in tekst.splitlines() if regel.strip()]


def keep_current(form, *names):
    """What is chosen now stays to be chosen, also when it ended since: a form that puts a letter right loses nothing."""
    for name in names:
        field, now = form.fields[name], form.initial.get(name)
        if now:
            field.queryset = field.queryset | field.queryset.model._base_manager.filter(pk=now)


class TotEnMetMixin(forms.Form):
    """A period as people write it, "t/m", becomes half-open: `tot` is the first day after it."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if laatste := cleaned.pop("laatste_dag", None):
            cleaned["tot"] = laatste + timedelta(days=1)
        return cleaned
