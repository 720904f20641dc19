"""Forms of portefeuilles, a file per subject."""
