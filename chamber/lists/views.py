"""The list pattern: everything a list needs lives in its address."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chamber.charts import zones
from chamber.lists import keyset
from chamber.lists.addresses import address
from chamber.lists.counting import Count, capped_count, keys_of_few
from chamber.lists.export import CHUNK, csv_response
from chamber.lists.pills import clear_url, pills
from chamber.lists.workbook import ROWS_AT_MOST, xlsx_response

SORTS_AT_ONCE = 3


@dataclass(frozen=True)
class Sort:
    """A column one may sort by: ``direction`` is "ascending", "descending" or "" (not in force)."""

    key: str
    label: str
    url: str
    direction: str = ""


class PortalList:
    """Filters, sorting, keyset paging, a capped count and files for a generic ListView.

    Mix in before ``ListView``. ``get_queryset`` says what this user may see and what to fetch with
    it; its ordering is replaced. Two queries, whatever the size of the list; three when a filter
    leaves many.
    """

    filterset_class = None
    sorts: dict[str, tuple] = {}  # {"name": ("sort_name",), "-created": ("-created_at",)}
    sort_labels: dict[str, str] = {}  # {"name": _("Name")}: those shown as links
    page_size = 50
    leaves_out = False  # ``ranked`` gives the best of more
    columns: tuple = ()  # of the files: ((label, "attribute.path" or callable), ...)
    csv_name = ""

    def get(self, request, *args, **kwargs):
        self.filterset = self.get_filterset(self.get_queryset())
        self.shown = self.filterset.qs if self.filterset else self.get_queryset()
        wanted = request.GET.get("format")
        self.is_too_long = wanted == "xlsx" and self.columns and self.outgrows_a_workbook()
        if wanted in ("csv", "xlsx") and self.columns and not self.is_too_long:
            return self.export() if wanted == "csv" else self.workbook()
        self.pills = pills(self.filterset, request) if self.filterset else []
        ranked = self.ranked()
        self.is_ranked = ranked is not None
        if ranked is None:
            self.page = self.ordered_page(request.GET.get("cursor", ""))
        else:
            self.count = Count(len(ranked), capped=self.leaves_out)
            self.page = keyset.page_of_keys(
                self.get_queryset(),
                keys=ranked,
                size=self.page_size,
                cursor=request.GET.get("cursor", ""),
            )
        self.object_list = list(self.dressed(self.page.rows))
        return self.render_to_response(self.get_context_data())

    def ordered_page(self, cursor):
        order = self.order_by()
        # What a filter leaves is looked for once when it is little: neither the count nor the
        # page has to search again.
        keys = keys_of_few(self.shown.order_by(*order, "pk")) if self.pills else None
        self.count = capped_count(self.shown) if keys is None else Count(len(keys))
        return keyset.page(
            self.shown if keys is None else self.get_queryset(),
            order_by=order,
            size=self.page_size,
            cursor=cursor,
            keys_in_order=keys,
        )

    def ranked(self):
        """Primary keys of what is shown in an order that no column has, such as how well words
        fit; None when there is no such order."""
        return None

    def get_filterset(self, queryset):
        if not self.filterset_class:
            return None
        return self.filterset_class(self.request.GET, queryset=queryset, request=self.request)

    def get_sorts(self):
        """Permitted sorts; the first is the default. Override where the language decides."""
        return self.sorts

    def chosen_sorts(self):
        """The keys in the address that are permitted (or the reverse of one), else the default."""
        permitted = self.get_sorts()
        wanted = self.request.GET.get("sort", "").split(",")
        chosen: dict[str, str] = {}
        for key in wanted:
            if key in permitted or _turned(key) in permitted:
                chosen.setdefault(key.lstrip("-"), key)
        return list(chosen.values())[:SORTS_AT_ONCE] or list(permitted)[:1]

    def order_by(self):
        permitted = self.get_sorts()
        return [
            name
            for key in self.chosen_sorts()
            for name in permitted.get(key) or map(_turned, permitted[_turned(key)])
        ]

    def sort_links(self):
        chosen = [] if self.is_ranked else self.chosen_sorts()
        by_name = {key.lstrip("-"): key for key in chosen}
        for key, label in self.sort_labels.items():
            name = key.lstrip("-")
            now = by_name.get(name, "")
            first = name if name in self.get_sorts() else f"-{name}"
            wanted = _turned(now) if now and chosen[0] == now else now or first
            rest = [other for other in chosen if other != now] if "sort" in self.request.GET else []
            url = address(self.request, sort=",".join([wanted, *rest][:SORTS_AT_ONCE]))
            yield Sort(name, str(label), url, _direction(now))

    def export(self):
        return csv_response(self.all_rows(), columns=self.columns, name=self.file_name())

    def workbook(self):
        return xlsx_response(
            self.all_rows(),
            columns=self.columns,
            name=self.file_name(),
            title=capfirst(self.list_name()),
            about=self.about,
        )

    def all_rows(self):
        """What is shown, all pages of it, in its order."""
        ranked = self.ranked()
        if ranked is not None:
            rows = self.get_queryset().in_bulk(ranked)
            return self.dressed(rows[key] for key in ranked if key in rows)
        return self.dressed(self.shown.order_by(*self.order_by(), "pk").iterator(chunk_size=CHUNK))

    def file_name(self):
        return self.csv_name or self.list_name()

    def outgrows_a_workbook(self):
        return capped_count(self.shown, cap=ROWS_AT_MOST).capped

    def about(self, count):
        """What a workbook of ``count`` rows says of itself."""
        filters = pills(self.filterset, self.request) if self.filterset else []
        return [
            (_("List"), capfirst(self.list_name())),
            (_("Filters"), "\n".join(one.label for one in filters) or _("no filter")),
            (_("Rows"), count),
            (_("Exported"), zones.in_words(timezone.now())),
            (_("Address"), self.request.build_absolute_uri(address(self.request))),
        ]

    def dressed(self, rows):
        """``rows`` with what page and file show beside their own columns."""
        return rows

    def list_name(self):
        return str(self.model._meta.verbose_name_plural)

    def get_template_names(self):
        if self.template_name:
            return [self.template_name]
        meta = self.model._meta
        return [f"{meta.app_label}/{meta.model_name}_list.html"]

    def get_context_data(self, **kwargs):
        context = {
            "filterset": self.filterset,
            "count": self.count,
            "count_words": str(self.count),
            "pills": self.pills,
            "clear_url": clear_url(self.filterset, self.request) if self.filterset else "",
            "next_url": self._turn(self.page.next),
            "previous_url": self._turn(self.page.previous),
            "sorts": list(self.sort_links()),
            "is_ranked": self.is_ranked,
            "sort": self.request.GET.get("sort", ""),
            "csv_url": address(self.request, format="csv") if self.columns else "",
            "xlsx_url": address(self.request, format="xlsx") if self.columns else "",
            "rows_at_most": ROWS_AT_MOST if self.is_too_long else 0,
        }
        return super().get_context_data(**context | kwargs)

    def _turn(self, cursor):
        return address(self.request, cursor=cursor) if cursor else ""


def _turned(name):
    return name[1:] if name.startswith("-") else f"-{name}"


def _direction(key):
    if not key:
        return ""
    return "descending" if key.startswith("-") else "ascending"
