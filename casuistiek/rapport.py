"""The bestuurlijke rapportage as a file: a Word document from a template, or a PDF (C12).

What is in the file is what was chosen, and nothing else: only the chosen parts reach the template.
"""

import io
import zipfile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from regels.begrippen import RegelOvertreden
from ui.pdf import make_pdf

GROOTSTE = 2 * 1024 * 1024  # bytes of a template
UITGEPAKT = 20 * 1024 * 1024
BROKEN = "Dit bestand kunnen we niet gebruiken als sjabloon: "

VELDEN = {
    "titel": "Titel",
    "referentie": "Referentie",
    "periode": "Van wanneer tot wanneer",
    "gebieden": "Gebieden",
    "portefeuilles": "Portefeuilles",
    "wat_gebeurd": "Wat is er gebeurd",
    "wat_gedaan": "Wat is er gedaan",
    "situatie": "Hoe is het nu, en de risico's",
    "partners": "Betrokken partners",
    "regie": "Wie de regie heeft",
    "opschaling": "Op- en afschalen",
    "scenarios": "Scenario's en handelingskader",
    "tijdlijn": "Tijdlijn van de aanpak (zonder aanvullingen met de hand)",
    "maatregelen": "Gevraagde maatregel van het bestuur",
}
BEGIN = ("titel", "referentie", "periode", "gebieden", "wat_gebeurd", "wat_gedaan", "situatie", "maatregelen")


def standaard_sjabloon():
    """The template to start from, as bytes of a .docx: a heading, the basis, and the chosen parts in order."""
    document = Document()
    core = document.core_properties
    core.author = core.last_modified_by = core.title = core.comments = ""
    document.add_heading("Bestuurlijke rapportage", level=1)
    document.add_paragraph("{{ team }}, {{ datum }}")
    document.add_paragraph("Voor: {{ ontvanger }}, {{ organisatie }}")
    document.add_paragraph("Grondslag: {{ grondslag }}")
    document.add_paragraph("Doel: {{ doel }}")
    document.add_paragraph("{%p for deel in delen %}")
    document.add_heading("{{ deel.kop }}", level=2)
    document.add_paragraph("{%p for regel in deel.regels %}")
    document.add_paragraph("{{ regel }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    return _bytes(document)


def _bytes(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def check_sjabloon(content):
    """Go on when this is a Word template that renders; otherwise RegelOvertreden that says what is wrong."""
    if len(content) > GROOTSTE:
        raise RegelOvertreden(BROKEN + "het is groter dan 2 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > UITGEPAKT:
                raise RegelOvertreden(BROKEN + "het is uitgepakt te groot.")
            if any("vbaProject" in name for name in archive.namelist()):
                raise RegelOvertreden(BROKEN + "er zit een macro in.")
        document = Document(io.BytesIO(content))
    except RegelOvertreden:
        raise
    except Exception as error:  # a broken zip, a spreadsheet, a picture: whatever it is, it is no template
        raise RegelOvertreden(BROKEN + "het is geen Word-document (.docx).") from error
    for part in document.part.package.iter_parts():
        for rel in part.rels.values():
            if rel.is_external and rel.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                raise RegelOvertreden(BROKEN + "het haalt iets van buiten op.")
    proef = {
        "titel": "Proef",
        **dict.fromkeys(("team", "datum", "ontvanger", "organisatie", "grondslag", "doel"), "x"),
    }
    make_docx({**proef, "delen": [{"kop": "Kop", "regels": ["Regel"]}]}, content)


def make_docx(inhoud, sjabloon):
    """The bytes of a .docx made from this template with this content. Raises RegelOvertreden when it does not work."""
    try:
        template = DocxTemplate(io.BytesIO(sjabloon))
        template.render(inhoud, jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True)
        core = template.docx.core_properties
        core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
        core.title = "Bestuurlijke rapportage"
        return _bytes(template.docx)
    except TemplateError as error:
        raise RegelOvertreden(BROKEN + f"een invulveld klopt niet ({error}).") from error
    except Exception as error:  # the template came from outside: nothing in it may break the page
        raise RegelOvertreden(BROKEN + "het invullen lukt niet.") from error


def make_rapport_pdf(inhoud):
    return make_pdf("rapportage", inhoud)


def onderdelen_of(casus, stand, maatregelen=""):
    """Everything that may be chosen from, as lines of text per part, from the casus as it is now."""
    opschalingen = [
        f"{row}, van {row.van:%d-%m-%Y}{f' tot {row.tot:%d-%m-%Y}' if row.tot else ''}: {row.reden}"
        for row in casus.opschalingen.all()
    ]
    scenarios = []
    for row in casus.scenarios.all():
        scenarios += [row.naam, *filter(None, [row.uitgangspunten, row.handelingskader, row.inzet])]
    gebeurd = casus.gebeurtenissen.filter(
        soort__in=["fase", "regie", "partner", "opsporing"], met_de_hand=False
    )
    teksten = {
        "titel": [casus.titel],
        "referentie": [casus.referentie],
        "periode": [
            f"Vanaf {casus.geopend_op:%d-%m-%Y}"
            + (f" tot {casus.afgesloten_op:%d-%m-%Y}" if casus.afgesloten_op else ", loopt nog")
        ],
        "gebieden": [str(row) for row in casus.casusgebieden.select_related("gebied")],
        "portefeuilles": [str(row) for row in casus.casusportefeuilles.select_related("portefeuille")],
        "wat_gebeurd": casus.wat_gebeurd.splitlines(),
        "wat_gedaan": casus.wat_gedaan.splitlines(),
        "situatie": casus.situatie.splitlines(),
        "partners": [
            str(row) for row in casus.partners.filter(gestopt_op=None).select_related("organisatie")
        ],
        "regie": [f"Aanspreekpunt bij de politie: {stand.naam}"] if not stand.aan_zet.is_gat else [],
        "opschaling": opschalingen,
        "scenarios": scenarios,
        "tijdlijn": [f"{row.moment:%d-%m-%Y} {row.tekst}" for row in gebeurd],
        "maatregelen": maatregelen.splitlines(),
    }
    return {name: [line for line in lines if line.strip()] for name, lines in teksten.items()}
