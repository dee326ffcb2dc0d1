"""The people of an organisation: who belongs to it, who is invited, who asks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from chamber.forms.views import SafeFormMixin
from partners.forms.own import InviteForm, JoinForm
from partners.keeping import colleagues, joining
from partners.models import ColleagueInvitation, JoinRequest, Membership
from partners.views.keeping import OfOrganisation

LAST = gettext_lazy("An organisation keeps at least one owner. Make somebody else owner first.")


class Colleagues(OfOrganisation, TemplateView):
    permission = "partners.see_colleagues"
    template_name = "partners/colleagues.html"

    def get_context_data(self, **kwargs):
        here, user = self.organisation, self.request.user
        manages = user.has_perm("partners.manage_colleagues", here)
        members = here.memberships.select_related("person__user").order_by("pk")
        invited = ColleagueInvitation.objects.visible_to(user).standing(at=timezone.now())
        asking = JoinRequest.objects.visible_to(user).open().filter(organisation=here)
        return super().get_context_data(
            organisation=here,
            members=members,
            manages=manages,
            invites=user.has_perm(Invite.permission, here),
            invitations=invited.filter(organisation=here).select_related("link"),
            requests=asking.select_related("user") if manages or user.is_chamber else [],
            roles=Membership.Role.choices,
            **kwargs,
        )


class _Managing(OfOrganisation):
    permission = "partners.manage_colleagues"

    def back(self):
        return redirect("partners:colleagues", self.organisation.slug)


class Invite(_Managing, SafeFormMixin, FormView):
    permission = "partners.invite_colleagues"
    form_class = InviteForm
    template_name = "partners/colleague_form.html"

    def get_initial(self):
        return {"language": get_language()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def form_valid(self, form):
        names = ("email", "role", "language")
        said = {name: form.cleaned_data[name] for name in names}
        try:
            colleagues.invite(self.organisation, by=self.request.user, at=timezone.now(), **said)
        except colleagues.TooMany:
            form.add_error(None, _("Many invitations wait already. Take some back first."))
            return self.form_invalid(form)
        words = _("An invitation is on its way to %(address)s.") % {"address": said["email"]}
        messages.success(self.request, words)
        return self.back()


class Revoke(_Managing, View):
    def post(self, request, slug, pk):
        now = timezone.now()
        standing = ColleagueInvitation.objects.visible_to(request.user).standing(at=now)
        rows = standing.filter(organisation=self.organisation).select_related("link")
        colleagues.revoke(get_object_or_404(rows, pk=pk), at=now)
        messages.success(request, _("The invitation is taken back; its link no longer works."))
        return self.back()


class _OfMember(_Managing):
    def member(self):
        return get_object_or_404(self.organisation.memberships, pk=self.kwargs["pk"])

    def done(self, do, words):
        try:
            do()
        except colleagues.LastOwner:
            messages.error(self.request, LAST)
        else:
            messages.success(self.request, words)
        return self.back()


class ChangeRole(_OfMember, View):
    def post(self, request, slug, pk):
        member, role = self.member(), request.POST.get("role", "")
        if role not in Membership.Role:
            messages.error(request, _("Choose a role."))
            return self.back()
        return self.done(
            lambda: colleagues.change_role(member, role=role, by=request.user), _("Saved.")
        )


class Remove(_OfMember, View):
    """By an owner or the chamber; and everybody may leave."""

    permission = "partners.see_colleagues"

    def post(self, request, slug, pk):
        member, user = self.member(), request.user
        leaves = member.person.user_id == user.pk
        if not leaves and not user.has_perm("partners.manage_colleagues", self.organisation):
            raise PermissionDenied
        words = _("You have left.") if leaves else _("The colleague is removed.")
        return self.done(lambda: colleagues.remove(member, by=user), words)

    def back(self):
        if self.request.user.has_perm(self.permission, self.organisation):
            return super().back()
        return redirect("home:today")


class Join(OfOrganisation, SafeFormMixin, FormView):
    """ "I work here": asks, never joins."""

    permission = "partners.ask_to_join"
    form_class = JoinForm
    template_name = "partners/join_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def form_valid(self, form):
        words, at = form.cleaned_data["words"], timezone.now()
        try:
            joining.ask(self.organisation, words=words, by=self.request.user, at=at)
        except joining.TooMany:
            form.add_error(None, _("Several requests of yours wait already for an answer."))
            return self.form_invalid(form)
        messages.success(self.request, _("Your request is sent. You get a mail with the answer."))
        return redirect(self.organisation)


class Decide(_Managing, View):
    """An owner or the chamber says yes, with a role, or no."""

    def post(self, request, slug, pk):
        seen = JoinRequest.objects.visible_to(request.user)
        asked = get_object_or_404(seen.filter(organisation=self.organisation), pk=pk)
        said = {"by": request.user, "at": timezone.now()}
        role = request.POST.get("role", "")
        try:
            if "decline" in request.POST:
                joining.decline(asked, **said)
            elif role in Membership.Role:
                joining.accept(asked, role=role, **said)
            else:
                messages.error(request, _("Choose a role."))
                return self.back()
        except joining.Decided:
            messages.warning(request, _("Somebody has answered this request already."))
        else:
            messages.success(request, _("Answered. The person gets a mail."))
        return self.back()
