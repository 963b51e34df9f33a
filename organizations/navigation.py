"""The tabs under the head bar: what a role works with, as far as there are pages for it."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, resolve

from .actors import Actor
from .models import Role


@dataclass(frozen=True)
class Tab:
    """One item of the main menu."""

    label: str
    url: str
    current: bool


def tabs_for(actor: Actor, year: int, path: str) -> list[Tab]:
    """The tabs of ``actor``; the one whose address ``path`` lies under is current."""
    if actor.role is None:
        return []
    own = actor.organization.code if actor.organization is not None else ""
    result = (
        ("Kết quả năm", f"/cong-nhan/{year}/to-chuc/{own}/")
        if actor.role == Role.SECRETARY
        else (f"Năm {year}", f"/cong-nhan/{year}/")
    )
    offered = [
        ("Việc của tôi", "/", "/"),
        ("Đăng ký", f"/dang-ky/{year}/", "/dang-ky/"),
        ("Phiếu tháng", f"/danh-gia/{year}/", "/danh-gia/"),
        (*result, "/cong-nhan/"),
        ("Công nhận", f"/cong-nhan/{year}/dot-xet/", *_deciding(year)),
        ("Văn bản", "/van-ban/", "/van-ban/"),
        ("Theo dõi", "/theo-doi/", "/theo-doi/"),
        ("Kế hoạch", "/ke-hoach/", "/ke-hoach/"),
        ("Tổ chức", "/to-chuc/", "/to-chuc/"),
    ]
    shown = [tab for tab in offered if _open_to(actor.role, tab[1])]
    addresses = [under for tab in shown for under in tab[2:] if under != "/"]
    covering = [under for under in addresses if path.startswith(under)]
    nearest = max(covering, key=len, default=path if path == "/" else "")
    return [Tab(label, url, nearest in under) for label, url, *under in shown]


def _deciding(year: int) -> list[str]:
    """Under which addresses the pages lie that lead to a decision, or show one."""
    return [f"/cong-nhan/{year}/{part}" for part in ("dot-xet/", "quyet-dinh", "de-nghi/")]


@lru_cache(maxsize=1000)
def _open_to(role: Role, address: str) -> bool:
    """Whether there is a page at ``address`` whose view lets ``role`` in (see ``only_for``)."""
    try:
        view = resolve(address).func
    except Resolver404:
        return False
    return role in getattr(view, "roles", (role,))
