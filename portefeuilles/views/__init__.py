"""Pages of portefeuilles, a file per subject. The home of one portefeuille looks across apps: `dashboard/portefeuille.py`."""
