"""The form that all others here are made of, and the forms of this app."""

from .base import OurForm

__all__ = ["OurForm"]
