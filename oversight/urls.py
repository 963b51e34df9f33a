"""Addresses of what spans all apps."""

from django.urls import path

from .views import issuing, jobs, pages, papers

app_name = "oversight"

_PAPER = "van-ban/in/<int:year>/<str:code>/<slug:kind>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("huong-dan/", pages.help_page, name="help"),
    path("van-ban/in/<int:year>/", papers.papers, name="papers"),
    path(_PAPER, papers.paper, name="paper"),
    path(f"{_PAPER}chot/", papers.paper_final, name="paper_final"),
    path(f"{_PAPER}ban-hanh/", issuing.paper_issue, name="paper_issue"),
    path(f"{_PAPER}to-giay/", papers.paper_sheet, name="paper_sheet"),
    path(f"{_PAPER}ban-in.pdf", papers.paper_pdf, name="paper_pdf"),
    path(f"{_PAPER}du-thao.docx", papers.paper_word, name="paper_word"),
    path("van-ban/ho-so/", jobs.jobs, name="jobs"),
    path("van-ban/ho-so/<int:pk>/huy/", jobs.cancel, name="cancel_job"),
    path("van-ban/ho-so/<int:pk>/tep.pdf", jobs.download, name="download_job"),
]
