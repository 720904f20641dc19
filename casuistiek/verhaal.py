"""The story of a casus: which fields it has, how they are headed wherever they are read, and what an overdracht locks."""

KOPPEN = {
    "waarom_regie": "Waarom regie?",
    "wat_gebeurd": "Wat is er gebeurd?",
    "wat_gedaan": "Wat is er gedaan?",
    "situatie": "Nu, en de risico's",
    "wie_weet": "Wie weet ervan?",
    "bronnummer": "Vastgelegd",
}
LANG = ("wat_gebeurd", "wat_gedaan", "situatie", "wie_weet")  # the long texts: not read for a list
VAST = (*LANG, "waarom_regie")  # nobody changes these once somebody accepted the overdracht (C1)


def verhaal(inhoud):
    """(heading, text) of what was filled in, in the order of reading. `inhoud`: the value per name of a field."""
    return [(kop, inhoud[naam]) for naam, kop in KOPPEN.items() if inhoud.get(naam)]
