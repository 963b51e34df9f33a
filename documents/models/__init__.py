"""Issued documents, their numbers and the chain that seals them; scans of what was signed; what
offices set for papers.
"""

from .checking import CheckCount, DocumentRevocation
from .papers import ChainHead, Document, DocumentReader, NumberEntry
from .scans import Scan
from .style import CertificateOffsets, CodePrinting, DocumentWording, GuidelineValues, WordTemplate

__all__ = [
    "CertificateOffsets",
    "ChainHead",
    "CheckCount",
    "CodePrinting",
    "Document",
    "DocumentReader",
    "DocumentRevocation",
    "DocumentWording",
    "GuidelineValues",
    "NumberEntry",
    "Scan",
    "WordTemplate",
]
