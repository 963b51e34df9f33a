"""The grammar of the column `Lý do trừ điểm`: ``2.1: lý do; 4.4: lý do; 1.7: không phát sinh``.

Split only at ``; `` before a code and its colon, so that a reason may itself hold semicolons.
"""

import re
from collections.abc import Mapping

from organizations.folding import nfc

_CODE = r"[1-4]\.[0-9]{1,2}"
_SEPARATOR = re.compile(rf"; (?={_CODE} ?:)")
_PART = re.compile(rf"({_CODE}) ?:(.*)", re.DOTALL)
# Inside a reason, what reads like the next code is kept from being split by one no-break space in
# place of the space; where no-break spaces stand already, by one more. Reading takes it back.
_LIKE_NEXT = re.compile(rf";(?: |(\u00a0+))(?={_CODE} ?:)")
_KEPT_TOGETHER = re.compile(rf";\u00a0(\u00a0*)(?={_CODE} ?:)")


def parse_reasons(text: str) -> dict[str, str]:
    """The reason of each criterion; raises ``ValueError`` with a Vietnamese sentence."""
    reasons: dict[str, str] = {}
    if not text:
        return reasons
    for part in _SEPARATOR.split(text):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(
                f"“{part}” không đúng mẫu; ghi “mã tiêu chí: lý do”, các tiêu chí cách nhau"
                " bằng dấu chấm phẩy và dấu cách, ví dụ “2.1: tài liệu gửi muộn; 4.4: vắng họp”."
            )
        code, reason = match[1], _KEPT_TOGETHER.sub(_taken_back, nfc(match[2]))
        if not reason:
            raise ValueError(f"tiêu chí {code} có mã nhưng chưa ghi lý do.")
        if code in reasons:
            raise ValueError(f"tiêu chí {code} được ghi hai lần; gộp lại thành một lý do.")
        reasons[code] = reason
    return reasons


def write_reasons(reasons: Mapping[str, str]) -> str:
    """The cell's text, by code; what ``parse_reasons`` reads back."""
    return "; ".join(
        f"{code}: {_LIKE_NEXT.sub(_kept_together, reasons[code])}"
        for code in sorted(reasons, key=code_order)
    )


def _kept_together(match: re.Match[str]) -> str:
    return f";\u00a0{match[1] or ''}"


def _taken_back(match: re.Match[str]) -> str:
    return f";{match[1] or ' '}"


def code_order(code: str) -> tuple[int, ...]:
    """The order of criterion codes: 1.9 comes before 1.10."""
    return tuple(int(part) for part in code.split("."))
