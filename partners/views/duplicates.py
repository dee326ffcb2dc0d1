"""Possible duplicates: the list, keeping two apart, merging two, undoing a merge."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View

from chamber import errors
from chamber.forms.models import Stale
from chamber.forms.views import SafeFormMixin
from chamber.lists.views import PortalList
from partners.duplicates import deciding, looking, merging, pointers, reasons, sheet, tasks
from partners.forms.duplicates import FIRST, SECOND, ApartForm, MergeForm
from partners.models import DuplicatePair, Merge, Organisation

VERSIONS = ("first_version", "second_version")
SIDES = ("first__seat", "second__seat")


class _Pairs(PermissionRequiredMixin):
    permission_required = "partners.merge"
    model = DuplicatePair

    def get_queryset(self):
        return DuplicatePair.objects.visible_to(self.request.user)


class PairList(PortalList, _Pairs, ListView):
    """Those that wait for a decision, the likeliest first."""

    template_name = "partners/duplicates.html"
    sorts = {"-score": ("-score",)}

    def get_queryset(self):
        return super().get_queryset().waiting().select_related(*SIDES)

    def dressed(self, rows):
        for pair in rows:
            pair.told = reasons.tell(looking.reasons_of(pair))
            pair.percent = reasons.percent(pair.score)
            yield pair


class Look(_Pairs, View):
    def post(self, request):
        return redirect("jobs:detail", tasks.start(by=request.user).pk)


class _OnePair(_Pairs, SafeFormMixin, FormView):
    @cached_property
    def pair(self):
        rows = self.get_queryset().select_related(*SIDES)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        told = reasons.tell(looking.reasons_of(self.pair))
        return super().get_context_data(pair=self.pair, told=told, **kwargs)


class Apart(_OnePair):
    """Asks how one knows: on the list itself, and here if it was left out."""

    form_class = ApartForm
    template_name = "partners/duplicates_apart.html"

    def form_valid(self, form):
        reason, by = form.cleaned_data["reason"], self.request.user
        if deciding.keep_apart(self.pair, reason=reason, by=by, at=timezone.now()):
            messages.success(
                self.request, _("The two stay two. This pair will not be asked again.")
            )
        else:
            messages.warning(self.request, _("Somebody has decided on this pair meanwhile."))
        return redirect("partners:duplicates")


class MergePair(_OnePair):
    form_class = MergeForm
    template_name = "partners/merge.html"

    def get(self, request, *args, **kwargs):
        return self._elsewhere() or super().get(request, *args, **kwargs)

    def answer(self, request, *args, **kwargs):
        if elsewhere := self._elsewhere():
            return elsewhere
        seen = [request.POST.get(name) for name in VERSIONS]
        if None not in seen and seen != [str(one.version) for one in self.both]:
            return self.changed()
        return super().answer(request, *args, **kwargs)

    def _elsewhere(self):
        """Where to go if one of the two has been merged meanwhile."""
        gone = next((one for one in self.both if one.merged_into_id), None)
        if gone is None:
            return None
        messages.warning(self.request, _("%(name)s has been merged already.") % {"name": gone})
        done = Merge.objects.standing().filter(gone=gone).first()
        return redirect(done or "partners:duplicates")

    @cached_property
    def both(self):
        return [self.pair.first, self.pair.second]

    @cached_property
    def counts(self):
        keys = [one.pk for one in self.both]
        found = pointers.counted(Organisation, keys, apart_from=merging.OWN)
        return [(words, [of.get(key, 0) for key in keys]) for words, of in found.items()]

    @property
    def kept(self):
        """As the address or the form says; else the published one, else that on which more hangs,
        else the older."""
        sides = dict(zip((FIRST, SECOND), self.both, strict=True))
        said = (self.request.POST or self.request.GET).get("keep")
        return sides.get(said) or self.likely_kept

    @property
    def likely_kept(self):
        hangs = [sum(of[place] for _words, of in self.counts) for place in (0, 1)]
        weights = [(one.status == "published", n) for one, n in zip(self.both, hangs, strict=True)]
        return self.both[1] if weights[1] > weights[0] else self.both[0]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"pair": self.both, "kept": self.kept}

    def get_context_data(self, **kwargs):
        hanging = [
            (one, [(words, of[place]) for words, of in self.counts if of[place]])
            for place, one in enumerate(self.both)
        ]
        first, second = self.both
        kept = self.kept
        other, side = (second, SECOND) if kept == first else (first, FIRST)
        context = {"counts": self.counts, "hanging": hanging, "kept": kept}
        return super().get_context_data(other=other, other_side=side, **context | kwargs)

    def form_valid(self, form):
        kept, gone = form.kept_and_gone
        try:
            done = merging.merge(
                kept, gone, taken=form.taken, by=self.request.user, at=timezone.now()
            )
        except Stale:
            return self.changed()
        except merging.Merged:
            messages.warning(self.request, _("One of the two has been merged meanwhile."))
            return redirect("partners:duplicates")
        messages.success(self.request, _("Merged. You can undo it from this page."))
        return redirect(done)

    def changed(self):
        """409 with the two as they stand now; what was chosen stays, where it is still asked."""
        for name in ("pair", "both", "counts"):
            self.__dict__.pop(name, None)
        sent = self.request.POST.items()
        chosen = {name: value for name, value in sent if name not in VERSIONS}
        form = self.form_class(initial=chosen, pair=self.both, kept=self.kept)
        context = self.get_context_data(form=form, changed=True)
        return errors.conflict(self.request, context, self.template_name)


class _Merges(PermissionRequiredMixin):
    permission_required = "partners.merge"

    def get_queryset(self):
        rows = Merge.objects.visible_to(self.request.user)
        return rows.select_related("kept", "gone", "by", "undone_by")


class MergeDetail(_Merges, DetailView):
    """What was moved and what stayed; after an undoing, what could not be put back."""

    template_name = "partners/merged.html"

    def get_context_data(self, **kwargs):
        done = self.object
        put_back = [
            (sheet.label(name), None) for one in done.put_back for name in one.get("fields", ())
        ] + [
            (pointers.words(one["model"]), one["missing"])
            for one in done.put_back
            if "missing" in one
        ]
        return super().get_context_data(
            moved=_summed(done.moved),
            left=_summed(done.left),
            not_put_back=put_back,
            **kwargs,
        )


class Undo(_Merges, View):
    def post(self, request, pk):
        done = get_object_or_404(self.get_queryset(), pk=pk)
        try:
            merging.undo(done, by=request.user, at=timezone.now())
            messages.success(request, _("The merge is undone."))
        except merging.CannotUndo as reason:
            messages.error(request, str(reason))
        return redirect(done)


class FollowsMerges:
    """For the page of an organisation: one that was merged leads to the one it became."""

    def get(self, request, *args, **kwargs):
        try:
            response = super().get(request, *args, **kwargs)
            if not self.object.merged_into_id:
                return response
        except Http404:
            pass
        return redirect(self._became())

    def _became(self):
        """Raises Http404 unless the reader may see it."""
        rows = Organisation.objects.all()
        found = get_object_or_404(rows.exclude(merged_into=None), slug=self.kwargs["slug"])
        while found.merged_into_id:
            found = rows.get(pk=found.merged_into_id)
        return get_object_or_404(self.get_queryset(), pk=found.pk)


def _summed(moves):
    """[(words, number of rows)]"""
    found = {}
    for move in moves:
        shown = pointers.words(move["model"])
        found[shown] = found.get(shown, 0) + len(move["keys"])
    return list(found.items())
