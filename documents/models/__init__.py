"""Issued documents, their numbers and the chain that seals them."""

from .papers import ChainHead, Document, DocumentReader, NumberEntry

__all__ = ["ChainHead", "Document", "DocumentReader", "NumberEntry"]
