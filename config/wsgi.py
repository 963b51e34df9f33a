"""The application that gunicorn serves.

Its pages and the renderer of papers are loaded with it: by the first process of the server, of
which the others are made, so that nobody waits for them on a page.
"""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
for module in (settings.ROOT_URLCONF, "documents.engine"):
    import_module(module)
