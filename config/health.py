"""Whether the program can do its work, for the office's monitoring."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Database, pending migrations, archive; 503 unless all three are well."""
    pending = _pending_migrations()
    writable = _is_writable(settings.ARCHIVE_DIR)
    healthy = pending == 0 and writable
    return JsonResponse(
        {
            "status": "ok" if healthy else "error",
            "database": pending is not None,
            "pending_migrations": pending,
            "archive_writable": writable,
        },
        status=200 if healthy else 503,
    )


def _pending_migrations() -> int | None:
    """How many migrations wait; None when the database does not answer."""
    try:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return None


def _is_writable(folder: Path) -> bool:
    """Written to, because permissions alone do not tell of a full or read-only disk."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"healthz")
            file.flush()
    except OSError:
        return False
    return True
