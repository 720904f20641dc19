"""De regels van het basisteam, als gewone functies. Begin bij `begrippen`, lees dan `vervanging`."""
