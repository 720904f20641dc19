"""Meetings in pages: series, the agenda and the meeting itself, actiepunten, besluiten, and people from outside."""
