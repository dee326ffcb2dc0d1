"""Reading documents on the screen, having them made, taking them home as PDF."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, TemplateView, View

from chamber.charts.zones import in_words
from chamber.documents import kinds, press, sheets
from chamber.documents.filters import DocumentFilter
from chamber.documents.models import Document
from chamber.jobs.models import Job
from chamber.lists.views import PortalList


def visible_kind(user, kind, subject):
    """The kind, where it exists and ``user`` may read about ``subject``; otherwise 404."""
    try:
        found = kinds.get(kind)
    except kinds.UnknownKind as unknown:
        raise Http404 from unknown
    if not found.visible(user, subject):
        raise Http404
    return found


def may_make(user, kind, subject):
    return user.has_perm("documents.make") or kind.makers(user, subject)


class Show(TemplateView):
    """The document as it would be printed now, in the language of the page."""

    def get(self, request, kind, subject):
        self.kind = visible_kind(request.user, kind, subject)
        data = sheets.build(self.kind, subject, get_language())
        return self.render_to_response(self.get_context_data(subject=subject, **data))

    def get_template_names(self):
        return [self.kind.template]

    def get_context_data(self, *, subject, **data):
        user, on_paper = self.request.user, list(papers(self.kind, subject))
        if self.kind.current_only:
            self.mark_outdated(on_paper, data)
        return super().get_context_data(
            **data,
            layout=sheets.SCREEN,
            kind=self.kind,
            subject=subject,
            language=get_language(),
            papers=on_paper,
            being_made=any(
                row["waiting"] and row["waiting"].state == Document.State.WAITING
                for row in on_paper
            ),
            can_list=user.has_perm("documents.list"),
            can_make=may_make(user, self.kind, subject),
        )

    def mark_outdated(self, on_paper, data):
        """In the language of the page, whose data is at hand; another is looked at when asked."""
        language = get_language()
        now = sheets.fingerprint(self.kind, data, language)
        for row in on_paper:
            printed = row["printed"]
            row["outdated"] = bool(
                printed and row["code"] == language and printed.content_hash != now
            )


def papers(kind, subject):
    """For each language the newest printed version and the one that waits, if any."""
    rows = Document.objects.about(kind.name, subject)
    printed = {row.language: row for row in rows.printed().newest()}
    newest = {row.language: row for row in rows.newest().select_related("job")}
    for code, name in settings.LANGUAGES:
        last = newest.get(code)
        yield {
            "code": code,
            "name": name,
            "printed": printed.get(code),
            "waiting": last if last and not last.printed_at and last.job else None,
        }


class Make(PermissionRequiredMixin, View):
    """Start what is needed for the chosen languages; one job is followed on its own page."""

    permission_required = "documents.make"
    http_method_names = ["post"]

    def has_permission(self):
        """The chamber's writing staff; for one document also those whom its kind lets."""
        user, (kind, subject) = self.request.user, self.kwargs.values()
        if super().has_permission() or not user.is_authenticated:
            return super().has_permission()
        try:
            return kinds.get(kind).makers(user, subject)
        except kinds.UnknownKind:
            return False

    def post(self, request, kind, subject):
        visible_kind(request.user, kind, subject)
        known = dict(settings.LANGUAGES)
        languages = [code for code in request.POST.getlist("language") if code in known]
        asked = [press.ensure(kind, subject, code, by=request.user) for code in languages]
        jobs = [job for _document, job in asked if job]
        if len(jobs) == 1 and Job.objects.visible_to(request.user).filter(pk=jobs[0].pk).exists():
            return redirect(jobs[0])
        messages.info(request, self.words(languages, jobs))
        return redirect("documents:show", kind, subject)

    def words(self, languages, jobs):
        if not languages:
            return _("Choose at least one language.")
        if not jobs:
            return _("Nothing has changed: the versions below are up to date.")
        words = ngettext(
            "%(number)s version is being made.", "%(number)s versions are being made.", len(jobs)
        )
        return words % {"number": len(jobs)}


class File(DetailView):
    """One version as a file to keep; 404 for what this person may not read, and who is signed out
    and may not read it is asked to sign in, whether or not it exists."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    def get_queryset(self):
        return Document.objects.printed()

    def render_to_response(self, context):
        document = self.object
        if not document.is_visible_to(self.request.user):
            raise Http404
        if self.is_withheld(document):
            with translation.override(document.language):
                return redirect("documents:show", document.kind, document.subject)
        answer = get_conditional_response(self.request, etag=document.etag) or FileResponse(
            document.file.open("rb"),
            as_attachment=True,
            filename=document.file_name,
            content_type="application/pdf",
        )
        answer.headers["ETag"] = document.etag
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    def is_withheld(self, document):
        """An old version of a kind that is shown only as it stands; the page says what stands."""
        if self.request.user.is_authenticated and self.request.user.is_chamber:
            return False
        kind = kinds.get(document.kind)
        return kind.current_only and not press.says_what_stands(document, kind)


class DocumentList(PermissionRequiredMixin, PortalList, ListView):
    """What the chamber has put on paper, every version."""

    permission_required = "documents.list"
    model = Document
    filterset_class = DocumentFilter
    sorts = {"-made": ("-created_at",), "title": ("title",), "pages": ("pages",)}
    sort_labels = {
        "-made": gettext_lazy("Newest"),
        "title": gettext_lazy("Title"),
        "pages": gettext_lazy("Pages"),
    }
    columns = (
        (gettext_lazy("Title"), "title"),
        (gettext_lazy("Kind"), "kind"),
        (gettext_lazy("Language"), "language"),
        (gettext_lazy("Version"), "version"),
        (gettext_lazy("Pages"), "pages"),
        (gettext_lazy("Size"), "bytes"),
        (gettext_lazy("Made"), lambda row: row.printed_at and in_words(row.printed_at)),
    )
    csv_name = "documents"

    def get_queryset(self):
        return Document.objects.visible_to(self.request.user).select_related("job")

    def get_context_data(self, **kwargs):
        offers = [(kind, subject) for kind in kinds.all() for subject in kind.subjects]
        return super().get_context_data(offers=offers, **kwargs)
