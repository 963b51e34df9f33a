"""One file with everything an office must not lose: database, archive and uploads.

The file is a line that names it, the SHA-256 of all that follows, and a compressed tar: a
manifest, one file of JSON lines per table, the archive and the uploads. Rows are written as
Django reads them, so a backup taken on SQLite restores on PostgreSQL and the other way round.
"""

from .contents import Contents, kept_models
from .reading import restore
from .writing import back_up

__all__ = ["Contents", "back_up", "kept_models", "restore"]
