"""Everything that changes a casus. Each service locks, asks the rules, changes, logs and tells: one transaction."""

from .begin import melden_aan_opco, open_door_opco, open_zelf
from .casus import (
    afdoen_als_dan,
    afschalen,
    afsluiten,
    change_casus,
    change_ernst,
    heropenen,
    opschalen,
    schrijf_bij,
    set_vertrouwelijk,
    terugdraaien_geen_regie,
    voeg_als_dan_toe,
    voeg_betrokkene_toe,
)
from .overdracht import (
    aanvaard,
    bied_regie_aan,
    start_ronde,
    trek_ronde_in,
    verander_grond,
    weiger,
    wijs_regisseur_aan,
    zelf_nemen,
)
from .tick import consequences, tick
from .waarneming import antwoord_waarneming, maak_ongedaan, neem_over, sluit_uit, wijs_waarnemer_aan

__all__ = [
    "aanvaard",
    "afdoen_als_dan",
    "afschalen",
    "afsluiten",
    "antwoord_waarneming",
    "bied_regie_aan",
    "change_casus",
    "change_ernst",
    "consequences",
    "heropenen",
    "maak_ongedaan",
    "melden_aan_opco",
    "neem_over",
    "open_door_opco",
    "open_zelf",
    "opschalen",
    "schrijf_bij",
    "set_vertrouwelijk",
    "sluit_uit",
    "start_ronde",
    "terugdraaien_geen_regie",
    "tick",
    "trek_ronde_in",
    "verander_grond",
    "voeg_als_dan_toe",
    "voeg_betrokkene_toe",
    "weiger",
    "wijs_regisseur_aan",
    "wijs_waarnemer_aan",
    "zelf_nemen",
]
