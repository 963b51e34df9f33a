"""How a job travels: made beside the pages, one at a time, by a worker. Pure."""

import enum
from types import MappingProxyType


class JobKind(enum.StrEnum):
    """What a job makes: a file of several papers, or one table too large for a page."""

    CELL_DOSSIER = "cell-dossier"
    COMMITTEE_DOSSIER = "committee-dossier"
    BOOK = "book"
    REGISTRATION_LIST = "registration-list"
    MONTHLY_SUMMARY = "monthly-summary"
    HALF_YEAR = "half-year"
    YEAR_TABLE = "year-table"


KIND_LABELS = {
    JobKind.CELL_DOSSIER: "Hồ sơ năm của chi bộ",
    JobKind.COMMITTEE_DOSSIER: "Hồ sơ đề nghị cấp trên",
    JobKind.BOOK: "Tập phiếu tự đánh giá",
    JobKind.REGISTRATION_LIST: "Danh sách tổng hợp đăng ký",
    JobKind.MONTHLY_SUMMARY: "Bảng tổng hợp tháng",
    JobKind.HALF_YEAR: "Bảng tổng hợp 6 tháng",
    JobKind.YEAR_TABLE: "Bảng tổng hợp năm",
}
TABLES = frozenset(
    {
        JobKind.REGISTRATION_LIST,
        JobKind.MONTHLY_SUMMARY,
        JobKind.HALF_YEAR,
        JobKind.YEAR_TABLE,
    }
)
"""Kinds that are one table, named as the kind of document they hold."""


class JobState(enum.StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobAct(enum.StrEnum):
    """What can happen to a job."""

    CLAIM = "claim"
    GIVE_BACK = "give_back"
    FINISH = "finish"
    FAIL = "fail"
    CANCEL = "cancel"


JOB_LABELS = {
    JobState.WAITING: "đang chờ",
    JobState.RUNNING: "đang tạo",
    JobState.DONE: "đã xong",
    JobState.FAILED: "không tạo được",
    JobState.CANCELLED: "đã hủy",
}

JOB_TRANSITIONS: MappingProxyType[tuple[JobState, JobAct], JobState] = MappingProxyType(
    {
        (JobState.WAITING, JobAct.CLAIM): JobState.RUNNING,
        (JobState.WAITING, JobAct.CANCEL): JobState.CANCELLED,
        (JobState.RUNNING, JobAct.GIVE_BACK): JobState.WAITING,
        (JobState.RUNNING, JobAct.FINISH): JobState.DONE,
        (JobState.RUNNING, JobAct.FAIL): JobState.FAILED,
        (JobState.RUNNING, JobAct.CANCEL): JobState.CANCELLED,
    }
)
"""State × act → state; what is not here does not happen."""

OPEN = frozenset(state for state, _ in JOB_TRANSITIONS)
"""States in which something can still happen."""

MAX_ATTEMPTS = 3


def before(act: JobAct) -> frozenset[JobState]:
    """The states in which ``act`` happens."""
    return frozenset(state for state, one in JOB_TRANSITIONS if one is act)


def after_death(attempts: int) -> JobAct:
    """What becomes of a running job whose worker died in its ``attempts``-th attempt."""
    return JobAct.GIVE_BACK if attempts < MAX_ATTEMPTS else JobAct.FAIL
