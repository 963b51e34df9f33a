"""Static files with names that carry their hash, compressed for the browser."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """gzip only: Brotli, which is here for PDF fonts, spent seconds of every start on a few
    kilobytes that nobody waits for in an intranet."""

    def create_compressor(self, **options: Any) -> Compressor:
        """What WhiteNoise compresses with."""
        return Compressor(use_brotli=False, **options)
