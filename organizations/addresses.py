"""From which machine a request comes."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the person's machine, behind as many proxies as the office declared.

    Each proxy appends the address it was called from, so the n-th from the right is the first one
    that nobody outside could have invented. Without a declared proxy the header is ignored.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = [hop.strip() for hop in [*forwarded.split(","), direct] if hop.strip()]
    count = settings.TRUSTED_PROXY_COUNT
    candidate = hops[-1 - count] if count < len(hops) else direct
    try:
        return str(ipaddress.ip_address(candidate))
    except ValueError:
        return None


def network_of(address: str | None) -> str:
    """Whom an address counts for: itself, or of IPv6 its /64, which one machine has to itself.

    Empty for no address: all such requests count together.
    """
    if address is None:
        return ""
    found = ipaddress.ip_address(address)
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
