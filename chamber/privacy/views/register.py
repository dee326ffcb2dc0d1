"""The record of processing: every table, what its fields say about people, and how full it is."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.views.generic import TemplateView

from chamber.lists.counting import Count
from chamber.privacy import purposes, records, register, retention


class Register(PermissionRequiredMixin, TemplateView):
    template_name = "privacy/register.html"
    permission_required = "privacy.view_register"

    def get_context_data(self, **kwargs):
        models = register.stored_models()
        rows = records.counts(models)
        return super().get_context_data(
            tables=[_table(model, rows[model._meta.label]) for model in models],
            kinds=register.Kind,
            purposes=purposes.every(),
            retention=retention.every(),
            **kwargs,
        )


def _table(model, rows):
    names: dict[register.Kind, list[str]] = {kind: [] for kind in register.Kind}
    for field in register.fields_of(model):
        names[register.kind_of(field) or register.Kind.NONE].append(field.name)
    count = Count(min(rows, records.CAP), capped=rows > records.CAP)
    return {"label": model._meta.label, "count": count, "names": names.values()}
