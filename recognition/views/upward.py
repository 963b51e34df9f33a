"""What goes to the authority above and what comes back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents.before_issuing import before_issuing
from organizations.models import Role
from organizations.names import body_of
from organizations.pages import committee_of, form_page
from organizations.permissions import ActingRequest, only_for
from organizations.tree import authority_on, name_on

from .. import services
from ..forms import OuterForm, ProposeForm
from ..limits import limits_of
from ..models import Decision, Proposal
from ..models.proposals import ProposalRequest
from ..upward import Offer, proposable, result_in_words
from ..year import year_report
from .finding import known, says_where_no_plan
from .reviews import review_url


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
@says_where_no_plan
def propose(request: ActingRequest, year: int) -> HttpResponse:
    """Choose whom to propose and issue the tờ trình; who cannot be is listed with the reason."""
    known(year)
    committee = committee_of(request)
    report = year_report(committee, year, request.actor.today)
    names = {row.organization.pk: row.name_sorted for row in report.rows}
    offers = sorted(  # the committee itself first
        proposable(report), key=lambda offer: names.get(offer.organization.pk, "")
    )
    made = list(
        Proposal.objects.filter(committee=committee, year=year)
        .select_related("document")
        .prefetch_related("items__organization")
    )
    before = {
        item.key: proposal.document.symbol for proposal in made for item in proposal.items.all()
    }
    ahead = before_issuing(request, committee, "TTr", request.actor.today)
    form = ProposeForm(
        request,
        request.POST or None,
        initial={
            "version": len(made),
            "dated": request.actor.today,
            "chosen": [
                offer.key
                for offer in offers
                if offer.organization.pk == committee.pk and offer.key not in before
            ],
        },
        proposed=ahead.proposed,
        choices=[
            (offer.key, _in_words(offer, before.get(offer.key, "")))
            for offer in offers
            if not offer.obstacles
        ],
        choices_label="Tổ chức được đề nghị",
    )

    def act(typed: dict[str, object]) -> str:
        proposal = services.propose(
            committee,
            year,
            form.chosen or [],
            form.how(),
            seen=int(str(typed["version"])),
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã ban hành Tờ trình số {proposal.document.symbol}."

    limits = list(limits_of(committee, year).values())
    exemplary = sum(
        offer.request == ProposalRequest.COMMENDATION and not offer.obstacles for offer in offers
    )
    context = {
        "the_year": year,
        "review_url": review_url(year),
        # what bars an organisation from both requests is said once
        "barred": list(dict.fromkeys(o.sentence for offer in offers for o in offer.obstacles)),
        "made": made,
        "result": result_in_words(report),
        "ahead": None if request.POST else ahead,
        "limits": [limit.in_words() for limit in limits],
        "above_limit": exemplary if exemplary > sum(limit.cap for limit in limits) else 0,
    }
    return form_page(
        request,
        form,
        act,
        template="recognition/propose.html",
        to=review_url(year),
        context=context,
    )


def _in_words(offer: Offer, proposed_before: str) -> str:
    asked = (
        "công nhận"
        if offer.request == ProposalRequest.RECOGNITION
        else "biểu dương, khen thưởng tiêu biểu"
    )
    grade = offer.year.grade_shown + (" (đề nghị)" if offer.on_proposed_grade else "")
    again = f"; đã đề nghị tại Tờ trình số {proposed_before}" if proposed_before else ""
    return (
        f"{offer.year.name}: {asked} – {offer.year.pass_months}/12 tháng, "
        f"{offer.year.points_shown} điểm, {grade}{again}"
    )


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
@says_where_no_plan
def record_outer(request: ActingRequest, year: int) -> HttpResponse:
    """Record what an authority that does not work here decided."""
    known(year)
    committee = committee_of(request)
    report = year_report(committee, year, request.actor.today)
    proposals = {
        proposal.pk: proposal
        for proposal in Proposal.objects.filter(committee=committee, year=year).select_related(
            "document"
        )
    }
    authority = authority_on(committee, request.actor.today)
    body = body_of(name_on(authority, request.actor.today)) if authority else ""
    form = OuterForm(
        [
            (row.organization.code, row.name)
            for row in (report.own, *sorted(report.rows, key=lambda row: row.name_sorted))
        ],
        [(pk, f"số {proposal.document.symbol}") for pk, proposal in proposals.items()],
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"body": body, "codes": [committee.code]},
    )
    recorded: list[Decision] = []

    def act(typed: dict[str, object]) -> str:
        recorded.append(
            services.record_outer_decision(
                committee,
                year,
                form.decision(),
                proposal=proposals.get(form.cleaned_data["proposal"]),
                scan=form.cleaned_data["scan"],
                by=request.actor,
                now=timezone.now(),
            )
        )
        return f"Đã ghi Quyết định số {recorded[-1].symbol} của {recorded[-1].body}."

    return form_page(
        request,
        form,
        act,
        template="recognition/outer.html",
        to=lambda: reverse("recognition:decision", args=[year, recorded[-1].pk]),
        context={"the_year": year, "review_url": review_url(year), "authority": body},
    )
