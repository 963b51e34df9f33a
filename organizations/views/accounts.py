"""Accounts: the list, one account, and the acts on it; first passwords are shown once."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import lockout, services
from ..actors import actor_for
from ..context_processors import acting_as
from ..forms.people import AccountFilterForm, EndForm, GrantForm, NameForm, OpenAccountForm
from ..models import Organization, OrganizationVersion, Role, RoleGrant, User
from ..pages import act_or_say_why, form_page, say_why
from ..permissions import ActingRequest, grants, manages_account, only_for
from ..querysets import covering
from ..refusals import Refusal
from ..services import OpenedAccount
from .tree import PAGE

MANAGERS = (Role.OFFICE, Role.ADMINISTRATOR)


def _account(request: ActingRequest, username: str) -> User:
    user: User = get_object_or_404(User.objects.visible_to(request.actor), username=username)
    return user


def _page_of(username: str) -> str:
    return reverse("organizations:account", kwargs={"username": username})


@require_safe
@only_for(*MANAGERS)
def accounts(request: ActingRequest) -> HttpResponse:
    """The accounts that the actor has to do with, 50 a page."""
    today = request.actor.today
    form = AccountFilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = User.objects.visible_to(request.actor).search(said.get("tim", ""))
    if said.get("tinh_trang") != "ca":
        found = found.filter(is_active=said.get("tinh_trang") != "dong")
    page = Paginator(found.order_by("name_sorted", "pk"), PAGE).get_page(request.GET.get("trang"))
    users = list(page.object_list)
    held = RoleGrant.objects.filter(covering(today), user__in=users).select_related("organization")
    names = OrganizationVersion.objects.latest_until(
        [grant.organization for grant in held if grant.organization], today
    )
    roles: dict[int, list[str]] = {user.pk: [] for user in users}
    for grant in held:
        version = names.get(grant.organization_id or 0)
        name = version.name if version else ""
        roles[grant.user_id].append(services.role_words(grant.role, name))
    locked = lockout.locked_until([user.username for user in users], timezone.now())
    context = {
        "form": form,
        "page": page,
        "accounts": [(user, roles[user.pk], locked.get(user.username)) for user in users],
    }
    return render(request, "organizations/accounts.html", context, status=200 if said else 422)


@require_safe
@never_cache
@only_for(*MANAGERS)
def account(request: ActingRequest, username: str) -> HttpResponse:
    """One account: its roles over time, and what can be done with it."""
    actor, user = request.actor, _account(request, username)
    visible = Organization.objects.visible_to(actor)
    theirs = list(user.grants.select_related("organization").order_by("-from_date", "-pk"))
    seen = set(
        visible.filter(pk__in={one.organization_id for one in theirs}).values_list("pk", flat=True)
    )
    names = OrganizationVersion.objects.latest_until(
        [one.organization for one in theirs if one.organization], actor.today
    )
    shown = [
        {
            "grant": one,
            "words": services.role_words(
                one.role, names[one.organization_id].name if one.organization_id in names else ""
            ),
            "may_end": (one.to_date is None or one.to_date > actor.today)
            and grants(actor, one.role, one.organization) is None,
        }
        for one in theirs
        if one.organization_id is None or one.organization_id in seen
    ]
    why_not = manages_account(actor, user)
    locked = lockout.locked_until([user.username], timezone.now()).get(user.username)
    context = {
        "account": user,
        "roles": shown,
        "hidden_roles": len(theirs) - len(shown),
        "locked_until": locked,
        "why_not": [why_not] if why_not else [],
        "own": actor.user is not None and actor.user.pk == user.pk,
        "assignments": user.assignments.filter(covering(actor.today), organization__in=visible)
        .select_related("organization")
        .order_by("kind"),
    }
    return render(request, "organizations/account.html", context)


def _slip(request: ActingRequest, opened: OpenedAccount) -> HttpResponse:
    """The page to print: the only place where a first password ever stands."""
    grant = (
        opened.user.grants.select_related("organization", "user")
        .order_by("-from_date", "-pk")
        .first()
    )
    context = {
        "account": opened.user,
        "first_password": opened.first_password,
        "works_as": acting_as(actor_for(grant, request.actor.today)) if grant else "",
        "address": request.build_absolute_uri(reverse("organizations:sign_in")),
    }
    return render(request, "organizations/slip.html", context)


@never_cache
@only_for(*MANAGERS)
def open_account(request: ActingRequest) -> HttpResponse:
    """Open an account and show the slip with its first password."""
    today = request.actor.today
    form = OpenAccountForm(request.POST or None, actor=request.actor, initial={"from_date": today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        role, organization = said["holding"]
        try:
            opened = services.open_account(
                username=said["username"],
                full_name=said["full_name"],
                role=role,
                organization=organization,
                from_date=said["from_date"],
                position=said["position"],
                by=request.actor,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _slip(request, opened)
    context = {
        "form": form,
        "title": "Mở tài khoản",
        "lead": "Mật khẩu lần đầu hiện một lần trên phiếu để in và trao tận tay.",
        "submit": "Mở tài khoản",
        "parent_label": "Tài khoản",
        "back_url": reverse("organizations:accounts"),
    }
    return render(request, "organizations/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@only_for(*MANAGERS)
def reset_password(request: ActingRequest, username: str) -> HttpResponse:
    """A new first password, shown once on its slip."""
    user = _account(request, username)
    try:
        opened = services.reset_password(user, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        return say_why(request, refusal, to=_page_of(username))
    return _slip(request, opened)


@require_POST
@only_for(*MANAGERS)
def unlock_account(request: ActingRequest, username: str) -> HttpResponse:
    """Lift the lockout after wrong passwords."""
    user = _account(request, username)

    def act() -> str:
        services.unlock_account(user, by=request.actor, now=timezone.now())
        return f"Đã mở khóa đăng nhập cho {user.full_name}."

    return act_or_say_why(request, act, to=_page_of(username))


@only_for(*MANAGERS)
def close_account(request: ActingRequest, username: str) -> HttpResponse:
    """Ask once more, then close the account for good."""
    user = _account(request, username)
    if request.method != "POST":
        return render(request, "organizations/close_account.html", {"account": user})

    def act() -> str:
        services.close_account(user, by=request.actor, now=timezone.now())
        return f"Đã đóng tài khoản {user.username}."

    return act_or_say_why(request, act, to=_page_of(username))


@only_for(*MANAGERS)
def rename_account(request: ActingRequest, username: str) -> HttpResponse:
    """Correct the name of the person."""
    user = _account(request, username)

    def act(values: dict[str, Any]) -> str:
        services.rename_account(
            user, full_name=values["full_name"], by=request.actor, now=timezone.now()
        )
        return "Đã sửa họ tên."

    return form_page(
        request,
        NameForm(request.POST or None, initial={"full_name": user.full_name}),
        act,
        template="organizations/form.html",
        to=_page_of(username),
        context={
            "title": "Sửa họ tên",
            "lead": "Chỉ để sửa lỗi nhập; người khác thì dùng tài khoản khác.",
            "submit": "Ghi họ tên",
            "parent_label": user.full_name,
            "back_url": _page_of(username),
        },
    )


@only_for(*MANAGERS)
def grant_role(request: ActingRequest, username: str) -> HttpResponse:
    """Give a further role."""
    user = _account(request, username)

    def act(values: dict[str, Any]) -> str:
        role, organization = values["holding"]
        services.grant_role(
            user,
            role=role,
            organization=organization,
            from_date=values["from_date"],
            to_date=values["to_date"],
            position=values["position"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã giao vai trò cho {user.full_name}."

    return form_page(
        request,
        GrantForm(
            request.POST or None,
            actor=request.actor,
            initial={"from_date": request.actor.today},
        ),
        act,
        template="organizations/form.html",
        to=_page_of(username),
        context={
            "title": f"Giao thêm vai trò: {user.full_name}",
            "submit": "Giao vai trò",
            "parent_label": user.full_name,
            "back_url": _page_of(username),
        },
    )


@only_for(*MANAGERS)
def end_role(request: ActingRequest, username: str, pk: int) -> HttpResponse:
    """Name the last day of a role."""
    user = _account(request, username)
    grant = get_object_or_404(user.grants.select_related("organization"), pk=pk)

    def act(values: dict[str, Any]) -> str:
        services.end_role(grant, to_date=values["to_date"], by=request.actor, now=timezone.now())
        return "Đã ghi ngày kết thúc vai trò."

    return form_page(
        request,
        EndForm(request.POST or None, initial={"to_date": request.actor.today}),
        act,
        template="organizations/form.html",
        to=_page_of(username),
        context={
            "title": f"Kết thúc vai trò: {user.full_name}",
            "lead": services.role_in_words(grant.role, grant.organization, request.actor.today),
            "submit": "Ghi ngày kết thúc",
            "parent_label": user.full_name,
            "back_url": _page_of(username),
        },
    )
