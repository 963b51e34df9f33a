"""Statuses of a plan, its choices, and what its numbers mean. Pure."""

import enum


class PlanStatus(enum.StrEnum):
    """A plan is edited freely until it is put in force (B5)."""

    DRAFT = "draft"
    IN_FORCE = "in_force"


class Basis(enum.StrEnum):
    """How the points of a year are computed (E5)."""

    MEAN_PASSED = "mean_passed"
    SUM_OVER_12 = "sum_over_12"
    SELF_REVIEW = "self_review"


class Rhythm(enum.StrEnum):
    """How often a criterion has something to judge (B3, D2)."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


STATUS_LABELS = {PlanStatus.DRAFT: "nháp", PlanStatus.IN_FORCE: "hiệu lực"}

BASIS_LABELS = {
    Basis.MEAN_PASSED: "TB các tháng đạt",
    Basis.SUM_OVER_12: "Tổng 12 tháng chia 12",
    Basis.SELF_REVIEW: "Điểm tự rà soát năm",
}

POINTS_HEADINGS = {
    Basis.MEAN_PASSED: "Điểm trung bình các tháng đạt",
    Basis.SUM_OVER_12: "Tổng điểm 12 tháng chia 12",
    Basis.SELF_REVIEW: "Điểm tự rà soát năm",
}
"""What the points of a year are called where they are listed."""

RHYTHM_LABELS = {Rhythm.MONTH: "tháng", Rhythm.QUARTER: "quý", Rhythm.YEAR: "năm"}
