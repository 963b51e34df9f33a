"""Addresses of recognition."""

from django.urls import path

from .views import certificates, deciding, grades, reviews, scans, upward, votes, years

app_name = "recognition"

_YEAR = "cong-nhan/<int:year>/"
_REVIEW = f"{_YEAR}dot-xet/"
_MEETING = f"{_REVIEW}hoi-nghi/<int:pk>/"

urlpatterns = [
    path("cong-nhan/", years.index, name="index"),
    path(_YEAR, years.year, name="year"),
    path(f"{_YEAR}ket-qua.xlsx", years.year_excel, name="year_excel"),
    path(f"{_YEAR}to-chuc/<str:code>/", years.why, name="why"),
    path(f"{_YEAR}xep-loai/", grades.grades, name="grades"),
    path(_REVIEW, reviews.review, name="review"),
    path(f"{_REVIEW}lap/", reviews.compile_candidates, name="compile"),
    path(f"{_REVIEW}ket-thuc/", reviews.close, name="close"),
    path(f"{_REVIEW}mo-lai/", reviews.reopen, name="reopen"),
    path(f"{_REVIEW}ho-so/<str:code>/", reviews.candidate, name="candidate"),
    path(f"{_REVIEW}bieu-quyet/<slug:question>/", votes.vote, name="vote"),
    path(_MEETING, votes.meeting, name="meeting"),
    path(f"{_MEETING}ban-hanh/", deciding.issue, name="issue"),
    path(f"{_MEETING}bien-ban/", deciding.minutes, name="minutes"),
    path(f"{_YEAR}quyet-dinh/<int:pk>/", deciding.decision, name="decision"),
    path(
        f"{_YEAR}quyet-dinh/<int:pk>/giay-khen/<slug:form>.pdf",
        certificates.certificates,
        name="certificates",
    ),
    path(f"{_YEAR}quyet-dinh/<int:pk>/ban-quet/", scans.add_scan, name="add_scan"),
    path(f"{_YEAR}quyet-dinh/<int:pk>/ban-quet/<int:number>.pdf", scans.scan, name="scan"),
    path(f"{_YEAR}de-nghi/", upward.propose, name="propose"),
    path(f"{_YEAR}quyet-dinh-cap-tren/", upward.record_outer, name="outer"),
]
