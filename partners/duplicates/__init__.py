"""Organisations that stand in the directory twice: found, weighed by a person, merged, undone."""
