"""The office's own Word templates: in force for its papers, kept for ever, and the way back."""

import io
from dataclasses import fields

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from documents import services, storage
from documents.contexts import KINDS
from documents.docx import render_docx
from documents.docx.drafts import draft_docx
from documents.docx.shipped import shipped_template
from documents.models import WordTemplate
from organizations.models import AuditEvent, Organization
from organizations.refusals import Refusal
from tests.factories import ACommittee, a_committee, moment, signed_in

from . import papers, word
from .factories import DAY
from .word_templates import an_own_template, saying

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = moment(DAY)
PAGE = "documents:word_template"


def drawn(committee: Organization | None) -> str:
    """What the draft of a sheet says."""
    return word.text(draft_docx("sheet", papers.sheet(), committee))


def test_the_papers_of_a_committee_are_drawn_with_its_own_template():
    made, other = a_committee(today=DAY), a_committee("DBKHAC", today=DAY)
    an_own_template(made, on=DAY)
    assert drawn(made.organization).startswith("Mẫu của văn phòng")
    shipped = word.text(render_docx("sheet", papers.sheet()))
    assert drawn(other.organization) == drawn(None) == shipped
    ballot = word.text(draft_docx("ballot", papers.ballot(), made.organization))
    assert "Mẫu của văn phòng" not in ballot


def test_texts_stand_literally_in_an_own_template_too():
    made = a_committee(today=DAY)
    an_own_template(made, on=DAY)
    paper = papers.sheet(strengths="{{ unit }} {% if %} <b>đậm</b> \u202eRLO")
    said = word.text(draft_docx("sheet", paper, made.organization))
    assert "{{ unit }} {% if %} <b>đậm</b> RLO" in said


def test_the_way_back_keeps_every_template_that_there_was():
    made = a_committee(today=DAY)
    an_own_template(made, on=DAY)
    second = an_own_template(made, on=DAY, words="Mẫu thứ hai", version=1)
    services.restore_shipped_word_template(
        made.organization, "sheet", version=2, by=made.office, now=NOW
    )
    assert "Mẫu" not in drawn(made.organization)
    rows = WordTemplate.objects.of(made.organization, "sheet")
    assert [(row.version, row.filename) for row in rows] == [
        (3, ""),
        (2, "Phiếu của Sở.docx"),
        (1, "Phiếu của Sở.docx"),
    ]
    assert storage.read_word_template(second.sha256) == saying("Mẫu thứ hai")
    with pytest.raises(Refusal) as refused:
        services.restore_shipped_word_template(
            made.organization, "sheet", version=3, by=made.office, now=NOW
        )
    assert refused.value.codes == {"already_shipped"}
    said = AuditEvent.objects.filter(act__startswith="word_template.").order_by("pk")
    assert [(event.sentence, event.user) for event in said] == [
        ("Thay mẫu Word “Phiếu tự đánh giá”, bản 1: Phiếu của Sở.docx.", made.office.user),
        ("Thay mẫu Word “Phiếu tự đánh giá”, bản 2: Phiếu của Sở.docx.", made.office.user),
        ("Dùng lại mẫu Word chung “Phiếu tự đánh giá”, bản 3.", made.office.user),
    ]


def test_two_people_cannot_write_over_each_other():
    made = a_committee(today=DAY)
    an_own_template(made, on=DAY)
    with pytest.raises(Refusal) as refused:
        an_own_template(made, on=DAY, words="Mẫu khác")
    assert refused.value.codes == {"changed_meanwhile"}
    with pytest.raises(Refusal) as refused:
        services.restore_shipped_word_template(
            made.organization, "sheet", version=0, by=made.office, now=NOW
        )
    assert refused.value.codes == {"changed_meanwhile"}
    assert drawn(made.organization).startswith("Mẫu của văn phòng")


@pytest.mark.parametrize("content", [shipped_template("sheet"), saying("Mẫu của văn phòng")])
def test_the_template_in_force_is_not_written_again(content):
    made = a_committee(today=DAY)
    version = 0
    if content != shipped_template("sheet"):
        version = an_own_template(made, on=DAY).version
    with pytest.raises(Refusal) as refused:
        services.replace_word_template(
            made.organization,
            "sheet",
            filename="a.docx",
            content=content,
            version=version,
            by=made.office,
            now=NOW,
        )
    assert refused.value.codes == {"unchanged"}


@pytest.mark.parametrize("who", ["secretary", "other office", "administrator"])
def test_only_the_office_of_the_committee_replaces(who):
    made, other = a_committee(today=DAY), a_committee("DBKHAC", today=DAY)
    actor = {
        "secretary": made.secretaries["CB01"],
        "other office": other.office,
        "administrator": made.administrator,
    }[who]
    for act in (
        lambda: services.replace_word_template(
            made.organization,
            "sheet",
            filename="a.docx",
            content=saying("x"),
            version=0,
            by=actor,
            now=NOW,
        ),
        lambda: services.restore_shipped_word_template(
            made.organization, "sheet", version=0, by=actor, now=NOW
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.codes == {"not_allowed"}
    assert not WordTemplate.objects.exists()


@pytest.mark.both
def test_the_database_keeps_every_row_as_it_is():
    row = an_own_template(a_committee(today=DAY), on=DAY)
    rows = WordTemplate.objects.filter(pk=row.pk)
    for act in (lambda: rows.update(sha256="0" * 64), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        WordTemplate.objects.create(
            committee=row.committee, kind="sheet", version=2, filename="a.docx", at=NOW, by=row.by
        )


def test_a_damaged_file_is_not_drawn_with_and_the_sentence_says_what_to_do():
    made = a_committee(today=DAY)
    path = storage.word_template_path_of(an_own_template(made, on=DAY).sha256)
    path.chmod(0o600)
    path.write_bytes(shipped_template("sheet"))
    with pytest.raises(Refusal) as refused:
        drawn(made.organization)
    assert refused.value.codes == {"template_damaged"}
    assert "dùng lại mẫu chung" in str(refused.value)
    path.unlink()
    with pytest.raises(Refusal):
        drawn(made.organization)
    services.restore_shipped_word_template(
        made.organization, "sheet", version=1, by=made.office, now=NOW
    )
    assert "PHIẾU TỰ ĐÁNH GIÁ" in drawn(made.organization)


# Pages


def a_file(content: bytes, name: str = "Phiếu mới.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


@pytest.fixture
def made() -> ACommittee:
    return a_committee()


def test_the_list_says_of_each_kind_which_template_is_in_force(client, made):
    an_own_template(made, on=made.office.today)
    content = (
        signed_in(client, made.office).get(reverse("documents:word_templates")).content.decode()
    )
    assert content.count("Mẫu chung") == len(KINDS) - 1
    assert content.count("Mẫu riêng") == 1
    index = client.get(reverse("documents:index")).content.decode()
    assert reverse("documents:word_templates") in index


@pytest.mark.both
def test_the_list_asks_as_many_questions_for_three_as_for_one(
    client, made, django_assert_num_queries
):
    signed_in(client, made.office)
    address = reverse("documents:word_templates")
    an_own_template(made, on=made.office.today)
    client.get(address)
    with django_assert_num_queries(5) as asked:
        client.get(address)
    for version in (1, 2):
        an_own_template(made, on=made.office.today, words=f"Mẫu {version}", version=version)
    with django_assert_num_queries(len(asked.captured_queries)):
        client.get(address)


def test_a_template_is_downloaded_replaced_and_taken_back(client, made):
    signed_in(client, made.office)
    page, file = (reverse(name, args=["sheet"]) for name in (PAGE, "documents:word_template_file"))
    response = client.get(file)
    assert response.content == shipped_template("sheet")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert "attachment" in response["Content-Disposition"]
    own = saying("Mẫu của văn phòng")
    response = client.post(page, {"version": "0", "file": a_file(own)}, follow=True)
    content = response.content.decode()
    assert "Từ nay bản Word “Phiếu tự đánh giá” vẽ theo mẫu Phiếu mới.docx (bản 1)." in content
    assert "Bản 1: Phiếu mới.docx" in content
    assert client.get(file).content == own
    response = client.post(
        reverse("documents:restore_word_template", args=["sheet"]), {"version": "1"}, follow=True
    )
    assert "vẽ theo mẫu chung" in response.content.decode()
    assert client.get(file).content == shipped_template("sheet")
    kept = reverse("documents:word_template_version", args=["sheet", 1])
    assert client.get(kept).content == own


def test_each_form_of_the_page_carries_its_token(client, made):
    an_own_template(made, on=made.office.today)
    page = signed_in(client, made.office).get(reverse(PAGE, args=["sheet"])).content.decode()
    for form in page.split("<form ")[1:]:
        assert "csrfmiddlewaretoken" in form.partition("</form>")[0]


def test_the_page_lists_every_field_that_a_template_may_name(client, made):
    signed_in(client, made.office)
    for kind, context in KINDS.items():
        content = client.get(reverse(PAGE, args=[kind])).content.decode()
        for field in fields(context):
            assert field.name in content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (saying("{{ ten_chi_bo }}"), "không có trường “ten_chi_bo”"),
        (saying("{% for x in range(9) %}x{% endfor %}"), "gọi hàm “range(…)”"),
        (b"%PDF-1.7", "không phải là tài liệu Word"),
        (b"PK" + b"\0" * (2 * 1024 * 1024), "lớn hơn 2 MB"),
        (b"", "Tệp này trống"),
        (None, "Chưa chọn tệp"),
    ],
    ids=["field", "loop", "PDF", "too large", "empty", "none"],
)
def test_a_wrong_file_is_refused_with_its_reason_and_nothing_is_kept(client, made, content, said):
    signed_in(client, made.office)
    data: dict[str, object] = {"version": "0"}
    if content is not None:
        data["file"] = a_file(content)
    response = client.post(reverse(PAGE, args=["sheet"]), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert "Lỗi:" in page
    assert not WordTemplate.objects.exists()


def test_what_is_not_there_looks_like_what_belongs_to_another(client, made):
    other = a_committee("DBKHAC")
    an_own_template(other, on=other.office.today)
    signed_in(client, made.office)
    for name, arguments in (
        ("documents:word_template_version", ["sheet", 1]),
        ("documents:word_template_version", ["sheet", 9]),
        (PAGE, ["tho"]),
        ("documents:word_template_file", ["tho"]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 404


def test_a_damaged_template_is_not_downloaded_and_the_page_says_so(client, made):
    row = an_own_template(made, on=made.office.today)
    path = storage.word_template_path_of(row.sha256)
    path.chmod(0o600)
    path.write_bytes(b"x")
    signed_in(client, made.office)
    for name, arguments in (
        ("documents:word_template_file", ["sheet"]),
        ("documents:word_template_version", ["sheet", 1]),
    ):
        response = client.get(reverse(name, args=arguments), follow=True)
        assert "bị thiếu hoặc đã bị thay đổi" in response.content.decode()


def test_what_the_office_downloads_opens_in_word_and_comes_back_as_its_own(client, made):
    signed_in(client, made.office)
    content = client.get(reverse("documents:word_template_file", args=["recognition"])).content
    document = docx.Document(io.BytesIO(content))
    document.paragraphs[-1].add_run(" Đã sửa.")
    saved = io.BytesIO()
    document.save(saved)
    response = client.post(
        reverse(PAGE, args=["recognition"]),
        {"version": "0", "file": a_file(saved.getvalue())},
        follow=True,
    )
    assert "Từ nay bản Word “Quyết định công nhận”" in response.content.decode()


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_template_is_found_by_the_command_that_verifies(
    damage, settings, tmp_path, capsys
):
    settings.MEDIA_ROOT = tmp_path
    made = a_committee(today=DAY)
    row = an_own_template(made, on=DAY)
    call_command("verify_archive")  # the control
    path = storage.word_template_path_of(row.sha256)
    path.chmod(0o600)
    if damage == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    else:
        path.unlink()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive")
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "DBSVHTTDL, mẫu Word “Phiếu tự đánh giá”, bản 1: Tệp" in said
