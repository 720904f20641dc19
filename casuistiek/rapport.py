"""The bestuurlijke rapportage as a file: a Word document from a template, or a PDF (C12).

What is in the file is what was chosen, and nothing else: only the chosen parts reach the template.
"""

import io
import re
import zipfile

from django.utils import timezone
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from regels.begrippen import eis
from regels.rapportage import Sjabloonfout, mag_sjabloon
from ui.docx import as_bytes, new_document
from ui.pdf import make_pdf

GROOTSTE = 2 * 1024 * 1024  # bytes of a template
UITGEPAKT = 20 * 1024 * 1024
FORBIDDEN = re.compile(r"INCLUDE|DDE|LINK|IMPORT|DATABASE|MACROBUTTON|[{}]", re.IGNORECASE)

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
    "tijdlijn": "Fasen van de aanpak, met data",
    "maatregelen": "Gevraagde maatregel van het bestuur",
}
BEGIN = ("titel", "referentie", "periode", "gebieden", "wat_gebeurd", "wat_gedaan", "situatie", "maatregelen")


def standaard_sjabloon():
    """The template to start from, as bytes of a .docx: a heading, the basis, and the chosen parts in order."""
    document = new_document()
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
    return as_bytes(document)


def check_sjabloon(content):
    """Go on when this is a Word template that renders; otherwise RegelOvertreden that says what is wrong."""
    eis(mag_sjabloon(_fault_of(content)))
    proef = {
        "titel": "Proef",
        **dict.fromkeys(("team", "datum", "ontvanger", "organisatie", "grondslag", "doel"), "x"),
    }
    make_docx({**proef, "delen": [{"kop": "Kop", "regels": ["Regel"]}]}, content)


def _fault_of(content):
    """What is wrong with this file as a template, or None."""
    if len(content) > GROOTSTE:
        return Sjabloonfout.TE_GROOT
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > UITGEPAKT:
                return Sjabloonfout.UITGEPAKT_TE_GROOT
            if any("vbaProject" in name for name in archive.namelist()):
                return Sjabloonfout.MACRO
        document = Document(io.BytesIO(content))
    except Exception:  # a broken zip, a spreadsheet, a picture: whatever it is, it is no template
        return Sjabloonfout.GEEN_WORD
    return _reaches_outside(document)


def _reaches_outside(document):
    """Nothing in a template fetches, runs or links to anything outside: what is filled in would go along."""
    package = document.part.package
    parts = list(package.iter_parts())
    for rels in (package.rels, *(part.rels for part in parts)):
        for rel in rels.values():
            link = rel.reltype == RELATIONSHIP_TYPE.HYPERLINK and rel.target_ref.startswith(
                ("https://", "mailto:")
            )
            if rel.is_external and (not link or "{" in rel.target_ref):
                return Sjabloonfout.VAN_BUITEN
    for part in parts:
        if not part.partname.endswith(".xml"):
            continue
        text = re.sub(
            r"<[^>]*w:instr=\"([^\"]*)\"[^>]*>",
            r"<w:instrText>\1</w:instrText>",
            part.blob.decode("utf-8", "replace"),
        )
        codes = "".join(
            re.findall(r"<w:instrText[^>]*>([^<]*)</w:instrText>", text)
        )  # also when Word split them
        if FORBIDDEN.search(codes) or any(
            tag in text for tag in ("<w:altChunk", "<w:subDoc", "<o:OLEObject")
        ):
            return Sjabloonfout.VELD_VAN_BUITEN
    return None


class _Jinja(SandboxedEnvironment):
    """Jinja for filling in only: no calls, no arithmetic that grows, no macros, and few filters.

    A template is made by somebody else than who fills it in; it must not be able to reach or exhaust anything.
    """

    FILTERS = (
        "e",
        "escape",
        "upper",
        "lower",
        "capitalize",
        "title",
        "trim",
        "join",
        "first",
        "last",
        "length",
        "default",
    )
    REFUSED = (
        nodes.Call,
        nodes.CallBlock,
        nodes.Macro,
        nodes.Include,
        nodes.Import,
        nodes.FromImport,
        nodes.Extends,
        nodes.Mul,
        nodes.Pow,
        nodes.Mod,
        nodes.Concat,
        nodes.Add,
    )
    DEEPEST = 3

    def __init__(self):
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in self.FILTERS}

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(self.REFUSED):
            raise TemplateSyntaxError("dit mag niet in een sjabloon", node.lineno)
        if _depth(tree) > self.DEEPEST:
            raise TemplateSyntaxError("te veel herhalingen in elkaar", 1)
        return tree


def _depth(node):
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def make_docx(inhoud, sjabloon):
    """The bytes of a .docx made from this template with this content. Raises RegelOvertreden when it does not work."""
    try:
        template = DocxTemplate(io.BytesIO(sjabloon))
        template.render(inhoud, jinja_env=_Jinja(), autoescape=True)
        core = template.docx.core_properties
        core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
        core.title = "Bestuurlijke rapportage"
        core.language = "nl-NL"
        core.created = core.modified = timezone.now().replace(tzinfo=None)
        return as_bytes(template.docx)
    except TemplateError as error:
        return eis(mag_sjabloon(Sjabloonfout.INVULVELD, str(error)))
    except Exception:  # the template came from outside: nothing in it may break the page
        return eis(mag_sjabloon(Sjabloonfout.LUKT_NIET))


def make_rapport_pdf(inhoud):
    return make_pdf("rapportage", inhoud)


def delen_of(casus, stand, onderdelen, maatregelen=""):
    """The chosen parts in order, with their lines; a part without lines is left out."""
    teksten = onderdelen_of(casus, stand, maatregelen)
    chosen = [name for name in VELDEN if name in onderdelen and teksten[name]]
    return [{"kop": VELDEN[name], "regels": teksten[name]} for name in chosen]


def _dag(moment):
    return f"{timezone.localtime(moment):%d-%m-%Y}"


def onderdelen_of(casus, stand, maatregelen=""):
    """Everything that may be chosen from, as lines of text per part, from the casus as it is now."""
    opschalingen = [
        f"{row}, van {_dag(row.van)}{f' tot {_dag(row.tot)}' if row.tot else ''}: {row.reden}"
        for row in casus.opschalingen.all()
    ]
    scenarios = []
    for row in casus.scenarios.all():
        scenarios += [row.naam, *filter(None, [row.uitgangspunten, row.handelingskader, row.inzet])]
    gebeurd = casus.gebeurtenissen.filter(soort="fase", met_de_hand=False)
    teksten = {
        "titel": [casus.titel],
        "referentie": [casus.referentie],
        "periode": [
            f"Vanaf {_dag(casus.geopend_op)}"
            + (f" tot {_dag(casus.afgesloten_op)}" if casus.afgesloten_op else ", loopt nog")
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
        "tijdlijn": [f"{_dag(row.moment)} {row.tekst}" for row in gebeurd],
        "maatregelen": maatregelen.splitlines(),
    }
    return {name: [line for line in lines if line.strip()] for name, lines in teksten.items()}
