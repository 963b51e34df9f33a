"""What the pages of one sheet show, made ready for the templates; nothing is decided here."""

from .earlier import texts_of_last_month
from .facts import TONES
from .lines import total_of
from .sheet import SheetPage, on_time_in_words

__all__ = ["TONES", "SheetPage", "on_time_in_words", "texts_of_last_month", "total_of"]
