"""Tags for the templates of Django's own engine."""
