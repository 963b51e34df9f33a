"""A lifelike đảng bộ to look around in: last year finished, this year up to last month."""

from .build import build_demo, demo_accounts, load_demo
from .people import PASSWORD

__all__ = ["PASSWORD", "build_demo", "demo_accounts", "load_demo"]
