"""Reports on six months or a year: a cell's, and the committee's to the authority above.

Figures are computed from rows; texts are what self-reviews and sheets say. What nobody recorded is
left as lines to write on.
"""

from .contexts import cell_report_context, report_context
from .spans import span_of
from .texts import SECTIONS

__all__ = ["SECTIONS", "cell_report_context", "report_context", "span_of"]
