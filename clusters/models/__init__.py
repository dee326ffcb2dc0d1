"""Clusters with their triple helix, their figures and lessons, and technologies passed on."""

from clusters.models.clusters import Cluster, ClusterMembership
from clusters.models.employment import EmploymentRow, EmploymentTable
from clusters.models.figures import ClusterIndicator, Indicator, Unit
from clusters.models.lessons import Lesson
from clusters.models.technologies import Technology

__all__ = [
    "Cluster",
    "ClusterIndicator",
    "ClusterMembership",
    "EmploymentRow",
    "EmploymentTable",
    "Indicator",
    "Lesson",
    "Technology",
    "Unit",
]
