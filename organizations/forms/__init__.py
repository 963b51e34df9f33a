"""The forms that all others here are made of, and the forms of this app."""

from .base import OurForm, VersionedForm

__all__ = ["OurForm", "VersionedForm"]
