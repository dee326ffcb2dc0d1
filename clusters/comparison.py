"""Clusters beside each other on the same indicators: what is missing stays missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clusters.models import Cluster, ClusterIndicator, Indicator

AT_MOST = 8


@dataclass(frozen=True)
class Cell:
    """One figure, or None, of one cluster; ``source`` is the number of its line below."""

    cluster: Cluster
    figure: ClusterIndicator | None
    source: int = 0


@dataclass(frozen=True)
class Row:
    """One indicator over all clusters."""

    indicator: Indicator
    cells: list[Cell]

    @property
    def figures(self) -> list[ClusterIndicator]:
        return [cell.figure for cell in self.cells if cell.figure]

    @property
    def years(self) -> list[str]:
        """The years of the figures when they are not all the same, the first and the last."""
        found = sorted({figure.last_year for figure in self.figures})
        return [str(found[0]), str(found[-1])] if len(found) > 1 else []

    @property
    def has_several_units(self) -> bool:
        return len({figure.unit for figure in self.figures}) > 1


@dataclass
class Comparison:
    clusters: list[Cluster]
    rows: list[Row] = field(default_factory=list)
    without: list[Indicator] = field(default_factory=list)  # nobody has a figure
    sources: list[tuple[int, ClusterIndicator]] = field(default_factory=list)

    def by_cluster(self) -> list[tuple[Cluster, list[tuple[Indicator, Cell]], list[Indicator]]]:
        """The same turned round: for each cluster its figures, and what it has none of."""
        return [
            (
                cluster,
                [(row.indicator, row.cells[at]) for row in self.rows if row.cells[at].figure],
                [row.indicator for row in self.rows if not row.cells[at].figure],
            )
            for at, cluster in enumerate(self.clusters)
        ]

    def lines(self) -> list[tuple[Indicator, Cell]]:
        """One after another, those without a figure too, as the file has them."""
        known = [(row.indicator, cell) for row in self.rows for cell in row.cells]
        blank = [(one, Cell(cluster, None)) for one in self.without for cluster in self.clusters]
        return known + blank


def compare(clusters: list[Cluster]) -> Comparison:
    """The newest figure of each indicator and cluster, by one query."""
    figures = ClusterIndicator.objects.filter(cluster__in=clusters)
    found = Comparison(clusters)
    newest = _newest(figures.in_order())
    for indicator in Indicator:
        cells = [_cell(one, newest.get((one.pk, indicator)), found) for one in clusters]
        if any(cell.figure for cell in cells):
            found.rows.append(Row(indicator, cells))
        else:
            found.without.append(indicator)
    return found


def chosen(clusters: Iterable[Cluster], figures: dict[int, int]) -> list[Cluster]:
    """Who stands beside whom until somebody chooses: the winners, then the clusters of which most
    indicators are known."""
    others = sorted(clusters, key=lambda one: (-figures.get(one.pk, 0), one.slug))
    winners = [one for one in others if one.is_winner]
    rest = [one for one in others if not one.is_winner]
    return (sorted(winners, key=lambda one: one.slug) + rest)[:AT_MOST]


def _newest(figures: list[ClusterIndicator]) -> dict[tuple[int, str], ClusterIndicator]:
    found: dict[tuple[int, str], ClusterIndicator] = {}
    for figure in figures:
        found.setdefault((figure.cluster_id, figure.indicator), figure)
    return found


def _cell(cluster: Cluster, figure: ClusterIndicator | None, found: Comparison) -> Cell:
    if figure is None:
        return Cell(cluster, None)
    for number, other in found.sources:
        if (other.source, other.source_url) == (figure.source, figure.source_url):
            return Cell(cluster, figure, number)
    number = len(found.sources) + 1
    found.sources.append((number, figure))
    return Cell(cluster, figure, number)
