"""Issued documents, their numbers and the chain that seals them; scans of what was signed; what
offices set for papers.
"""

from .papers import ChainHead, Document, DocumentReader, NumberEntry
from .scans import Scan
from .style import CertificateOffsets, DocumentWording, GuidelineValues, WordTemplate

__all__ = [
    "CertificateOffsets",
    "ChainHead",
    "Document",
    "DocumentReader",
    "DocumentWording",
    "GuidelineValues",
    "NumberEntry",
    "Scan",
    "WordTemplate",
]
