from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official papers of a Party committee."""

    name = "documents"
    verbose_name = "Văn bản"
