"""What the organisation itself does: fill in, check, send, take back, note."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from organizations.formats import vn_date
from organizations.forms import OurForm, VersionedForm
from organizations.models import Body, Role
from organizations.pages import SeeOther
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Obstacle, Refusal
from organizations.terms import members_on

from .. import services
from ..forms import NoteForm, ReasonForm, RegistrationForm
from ..models import Registration
from ..permissions import in_the_way
from ..values import LABELS, RegistrationValues, day_obstacles, obstacles
from ..wording import addressee_of
from ..workflow import Act
from .finding import Found, find
from .pages import REASONS, act_page, detail_page, detail_url

KEYS_IN = (Role.SECRETARY, Role.OFFICE)


def _find_own(request: ActingRequest, year: int, code: str) -> Found:
    """What the actor keys in for; for all others there is no such page."""
    found = find(request, year, code)
    if not found.own:
        raise Http404
    return found


# the page keeps what was typed, and reloading would lose it
_SAVED_ELSEWHERE = Obstacle(
    "changed_meanwhile",
    "Bản này vừa được lưu ở nơi khác. Mời xem phần khác nhau rồi lưu lại.",
)


@only_for(*KEYS_IN)
def edit(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """The form: saved as a draft, or saved and gone on to check the answers."""
    found = _find_own(request, year, code)
    registration = found.registration
    if registration is not None and (stops := in_the_way(request.actor, Act.SAVE, registration)):
        if request.method == "POST":
            return detail_page(request, found, obstacles=stops)
        return HttpResponseRedirect(detail_url(found))
    base = registration.values if registration is not None else _proposed(request, found)
    form = RegistrationForm(request.POST or None, base=base, initial={"version": found.version})
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save(
                found.organization,
                year,
                form.values(),
                version=form.cleaned_data["version"],
                by=request.actor,
                now=timezone.now(),
            )
        except Refusal as refusal:
            if "changed_meanwhile" in refusal.codes and registration is not None:
                theirs = _differing(registration, form.values())
                form.data = _with_version(form.data, registration.version)
                refusal = Refusal(_SAVED_ELSEWHERE)
            form.add_refusal(refusal)
        else:
            if request.POST.get("then") == "check":
                return SeeOther(reverse("registrations:check", args=[year, code]))
            messages.success(request, f"Đã lưu {saved.in_words}. Bản này chưa gửi.")
            return SeeOther(detail_url(found))
    return render(
        request,
        "registrations/edit.html",
        {
            "found": found,
            "shown_year": year,
            "form": form,
            "theirs": theirs,
            "url": detail_url(found),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _proposed(request: ActingRequest, found: Found) -> RegistrationValues:
    """What a new registration begins with: what the program knows already."""
    unit = found.organization.get_kind_display().capitalize()
    title = f"{unit} trong sạch, vững mạnh"
    if not found.organization.is_committee:
        return RegistrationValues(emulation_title=title)
    members = members_on(found.organization, Body.COMMITTEE, request.actor.today)
    return RegistrationValues(emulation_title=title, voters=len(members) or None)


def _differing(saved: Registration, typed: RegistrationValues) -> list[tuple[str, str]]:
    """What somebody else saved meanwhile and differs from what was typed."""
    found = []
    for name, label in LABELS.items():
        theirs = getattr(saved.values, name)
        if theirs != getattr(typed, name):
            text = vn_date(theirs) if name in ("meeting_on", "breakthrough_due") else theirs
            found.append((label, "trống" if text in (None, "") else str(text)))
    return found


def _with_version(data: Any, version: int) -> QueryDict:
    """What was typed, now on top of the version that is there: saving again writes over it."""
    copy: QueryDict = data.copy()
    copy["version"] = str(version)
    return copy


@require_safe
@only_for(*KEYS_IN)
def check(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Check the answers: what is missing on top, then all of them, then the act by its name."""
    found = _find_own(request, year, code)
    if found.registration is None:
        raise Http404
    return _check_page(request, found, found.registration)


def _check_page(
    request: ActingRequest, found: Found, registration: Registration, tried: OurForm | None = None
) -> HttpResponse:
    organization, today = found.organization, request.actor.today
    missing = [
        *in_the_way(request.actor, Act.SUBMIT, registration),
        *day_obstacles(organization, found.year, today),
        *obstacles(
            registration.values,
            year=found.year,
            founded_on=organization.founded_on,
            sent_on=today,
        ),
    ]
    edit_url = reverse("registrations:edit", args=[found.year, organization.code])
    values = registration.values
    answers = [
        {"label": label, "text": _shown(getattr(values, name)), "url": f"{edit_url}#id_{name}"}
        for name, label in LABELS.items()
    ]
    return render(
        request,
        "registrations/check.html",
        {
            "found": found,
            "shown_year": found.year,
            "url": detail_url(found),
            "missing": [
                (one.sentence, f"{edit_url}#id_{one.part}" if one.part in LABELS else "")
                for one in missing
            ],
            "answers": answers,
            "act_label": f"Gửi bản đăng ký năm {found.year} về "
            + addressee_of(organization, found.plan, found.year),
            "registration": registration,
            **({"form": tried} if tried is not None else {}),
        },
        status=422 if tried is not None else 200,
    )


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "chưa nhập"
    return vn_date(value) if hasattr(value, "year") else str(value)


@require_POST
@only_for(*KEYS_IN)
def submit(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Send; refused, the answers come again with what is in the way."""
    found = _find_own(request, year, code)
    registration = found.registration
    if registration is None:
        raise Http404
    form = VersionedForm(request.POST)
    if form.is_valid():
        try:
            services.submit(
                registration,
                version=form.cleaned_data["version"],
                by=request.actor,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return SeeOther(reverse("registrations:sent", args=[year, code]))
    return _check_page(request, found, registration, form)


@require_safe
@only_for(*KEYS_IN)
def sent(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Sent, and what happens next."""
    found = _find_own(request, year, code)
    if found.registration is None or found.registration.sent_at is None:
        raise Http404
    return render(
        request,
        "registrations/sent.html",
        {
            "found": found,
            "shown_year": year,
            "registration": found.registration,
            "late": found.registration.is_late(found.registration.plan),
            "url": detail_url(found),
            "addressee": addressee_of(found.organization, found.plan, year),
        },
    )


@require_POST
@only_for(*KEYS_IN)
def take_back(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Take back what the office did not open."""

    def perform(row: Registration, form: OurForm, how: dict[str, Any]) -> str:
        services.take_back(row, **how)
        return "Đã lấy lại bản đăng ký. Mời sửa rồi gửi lại."

    form = VersionedForm(request.POST)
    return act_page(request, year, code, "act", lambda row: form, perform)


@require_POST
@only_for(*KEYS_IN)
def object_to_paper(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Object to what the office keyed in from paper."""

    def perform(row: Registration, form: OurForm, how: dict[str, Any]) -> str:
        services.object_to_paper(row, form.cleaned_data["reason"], **how)
        return "Đã gửi phản ánh. Văn phòng sửa hoặc trả lời trước khi tiếp nhận."

    form = ReasonForm(request.POST, label=REASONS["object"], auto_id="id_object_%s")
    return act_page(request, year, code, "object", lambda row: form, perform)


@require_POST
@only_for(*KEYS_IN)
def note(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Note how the breakthrough work stands."""

    def perform(row: Registration, form: OurForm, how: dict[str, Any]) -> str:
        services.note_breakthrough(row, form.cleaned_data["text"], **how)
        return "Đã ghi tiến độ công việc đột phá."

    form = NoteForm(request.POST, auto_id="id_note_%s")
    return act_page(request, year, code, "note", lambda row: form, perform)
