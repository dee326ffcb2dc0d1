"""Clusters with their triple helix, and the technologies that are passed on."""

from clusters.models.clusters import Cluster, ClusterMembership
from clusters.models.technologies import Technology

__all__ = ["Cluster", "ClusterMembership", "Technology"]
