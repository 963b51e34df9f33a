"""Issued documents, their numbers and the chain that seals them; what offices set for papers."""

from .papers import ChainHead, Document, DocumentReader, NumberEntry
from .style import CertificateOffsets, DocumentWording, GuidelineValues

__all__ = [
    "CertificateOffsets",
    "ChainHead",
    "Document",
    "DocumentReader",
    "DocumentWording",
    "GuidelineValues",
    "NumberEntry",
]
