"""Acts on grades and decisions; the only writers of this app."""

from .grades import GradeEntry, GradeValues, grade_many, import_grade

__all__ = ["GradeEntry", "GradeValues", "grade_many", "import_grade"]
