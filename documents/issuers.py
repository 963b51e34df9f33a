"""Who issues a paper on a day: names, place, signer and recipients as kept for that day (A9)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organizations.models import Body, Organization, OrganizationVersion, Role, RoleGrant, Term
from organizations.names import body_of, office_of
from organizations.querysets import covering
from organizations.terms import signers_on, term_on
from organizations.tree import version_on

from .guidelines import Guideline
from .house_style import guideline_of, wording_for
from .letterhead import letterhead, number_line, recipients, signature
from .parts import Letterhead, Recipients, Signature
from .wording import Text, places_of, write


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """An organisation as its papers of one day show it."""

    organization: Organization
    keeper: Organization | None
    """The committee whose texts and values of form its papers follow: itself, for a cell its
    authority; None where nobody was above a cell."""
    day: dt.date
    guideline: Guideline
    """The guideline on form of the day, with what the committee set itself."""
    term: Term | None
    """The term in which its papers are numbered: its own, for a cell that of its authority."""
    full_name: str
    """The organisation itself: ``Đảng bộ Sở …``, ``Chi bộ …``."""
    name: str
    """In running text: ``Đảng ủy Sở …``, ``Ban Thường vụ Đảng ủy Sở …``, ``Chi bộ …``."""
    committee: str
    """The committee in running text, also where its standing board decides; for a cell its own."""
    body_above: str
    issuing_body: str
    deciding_body: str
    """Printed above QUYẾT ĐỊNH, with stored line breaks."""
    signs_for: str
    """After T/M: ``Đảng ủy``, ``Ban Thường vụ``, ``Chi bộ``."""
    code: str
    """``ĐU`` or ``CB``."""
    place: str
    signer_title: str
    signer_name: str
    authority: str
    """The authority in running text: ``Đảng ủy Sở …`` for a cell."""
    office: str
    """What the committee calls its office, in running text: ``Văn phòng Đảng ủy``."""
    archive: str
    """After "Lưu": ``VPĐU`` or ``Chi bộ``."""
    usual_recipients: tuple[str, ...]
    legal_references: tuple[str, ...]

    def write(
        self, kind: str, values: Mapping[str, str], *, legal_references: Sequence[str] = ()
    ) -> Text:
        """The text of a paper of ``kind``: the committee's own, else the shipped one.

        ``values`` gives all ``places_of(kind)``, whether or not today's text names them
        (``KeyError`` names those that are missing).
        """
        if missing := set(places_of(kind)) - {"legal_reference", *values}:
            raise KeyError(f"{kind}: {', '.join(sorted(missing))}")
        return write(
            kind,
            values,
            legal_references=legal_references,
            wording=wording_for(self.keeper, kind),
        )

    def letterhead(
        self,
        *,
        on: dt.date | None,
        paper: str = "",
        number: int | None = None,
        year: int | None = None,
        across: bool = False,
    ) -> Letterhead:
        """The top of a paper dated ``on`` (None: dots).

        ``paper`` is the code of a numbered paper (``QĐ``); without it there is no number line.
        ``across`` for tables on pages that lie across.
        """
        return letterhead(
            body_above=self.body_above,
            issuing_body=self.issuing_body,
            place=self.place,
            on=on,
            number=number_line(paper, self.code, number) if paper else "",
            year=year,
            across=across,
        )

    def signature(self) -> Signature:
        """The signature of the signer of the day."""
        return signature(body=self.signs_for, title=self.signer_title, name=self.signer_name)

    def open_signature(self) -> Signature:
        """The signature of a draft: nobody is named yet."""
        return signature(body=self.signs_for)

    def archive_alone(self) -> Recipients:
        """Nơi nhận of a paper that is sent to nobody."""
        return recipients((), archive=self.archive, guideline=self.guideline)

    def recipients(self, *names: str) -> Recipients:
        """Nơi nhận: ``names``, or the usual ones; the archive last."""
        return recipients(
            names or self.usual_recipients, archive=self.archive, guideline=self.guideline
        )


def issuer_on(organization: Organization, day: dt.date, *, body: Body = Body.COMMITTEE) -> Issuer:
    """The issuer of a paper of ``organization`` on ``day`` (A3: or on its last day of life).

    ``body`` says which body of a committee decides. Both head their papers as the committee; a
    committee without a kept term is named after its đảng bộ, and its place and signer stay open.
    """
    read_on = organization.read_on(day)
    version = version_on(organization, read_on) or organization.versions.earliest("from_date")
    above = version_on(version.parent, read_on) if version.parent else None
    if organization.is_committee:
        return _committee(organization, version, above, read_on, day, body)
    return _cell(organization, version, above, read_on, day)


def _committee(
    organization: Organization,
    version: OrganizationVersion,
    above: OrganizationVersion | None,
    read_on: dt.date,
    day: dt.date,
    body: Body,
) -> Issuer:
    signer = next(iter(signers_on(organization, read_on)), None)
    term = signer.term if signer else term_on(organization, read_on)
    committee = body_of(version.name)
    printed = term.committee_name if term else printed_body_of(version)
    standing = body == Body.STANDING_BOARD
    deciding = printed
    if standing:
        deciding = (term.standing_board_name if term else "") or f"Ban Thường vụ\n{printed}"
    return Issuer(
        organization=organization,
        keeper=organization,
        day=day,
        guideline=guideline_of(organization, day),
        term=term,
        full_name=version.name,
        name=f"Ban Thường vụ {committee}" if standing else committee,
        committee=committee,
        body_above=_printed(above) if above else "",
        issuing_body=printed,
        deciding_body=deciding,
        signs_for="Ban Thường vụ" if standing else "Đảng ủy",
        code="ĐU",
        place=term.place if term else "",
        signer_title=signer.title if signer else "",
        signer_name=signer.full_name if signer else "",
        authority=body_of(above.name) if above else "",
        office=office_of(organization),
        archive="VPĐU" if organization.office_label.startswith("Văn phòng") else "Đảng ủy",
        usual_recipients=_items(term.recipients) if term else (),
        legal_references=_items(term.legal_references) if term else (),
    )


def _cell(
    organization: Organization,
    version: OrganizationVersion,
    above: OrganizationVersion | None,
    read_on: dt.date,
    day: dt.date,
) -> Issuer:
    keeper = above.organization if above else None
    term = term_on(keeper, read_on) if keeper else None
    authority = body_of(above.name) if above else ""
    secretary = secretary_on(organization, read_on)
    return Issuer(
        organization=organization,
        keeper=keeper,
        day=day,
        guideline=guideline_of(keeper, day),
        term=term,
        full_name=version.name,
        name=version.name,
        committee=version.name,
        body_above=_printed(above) if above else "",
        issuing_body=_printed(version),
        deciding_body=_printed(version),
        signs_for="Chi bộ",
        code="CB",
        place=term.place if term else "",
        signer_title=secretary.position if secretary else "",
        signer_name=secretary.user.full_name if secretary else "",
        authority=authority,
        office="",
        archive="Chi bộ",
        usual_recipients=(f"{authority} (để báo cáo)",) if authority else (),
        legal_references=(),
    )


def secretary_on(cell: Organization, day: dt.date) -> RoleGrant | None:
    """Who signs for a cell on ``day``: its secretary, else its deputy secretary, as accounts say.

    Whoever merely keys in for the cell does not sign.
    """
    held = RoleGrant.objects.filter(covering(day), organization=cell, role=Role.SECRETARY)
    held = held.exclude(user__closed_at__date__lt=day)
    signing = [g for g in held.select_related("user") if "bí thư" in g.position.lower()]
    return min(signing, key=lambda g: g.position.lower().startswith("phó"), default=None)


def printed_body_of(version: OrganizationVersion) -> str:
    """The committee's name as printed where no term says it: ``ĐẢNG ỦY SỞ …`` of its đảng bộ."""
    printed = _printed(version)
    whole, head = "ĐẢNG BỘ", "ĐẢNG ỦY"
    if printed.startswith(whole):
        return head + printed.removeprefix(whole)
    return body_of(printed)


def _printed(version: OrganizationVersion) -> str:
    return version.printed_name or version.name


def _items(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
