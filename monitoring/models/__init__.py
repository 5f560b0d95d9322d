"""The rows of monitoring, one file a noun."""

from monitoring.models.indicators import Direction, Group, Indicator

__all__ = ["Direction", "Group", "Indicator"]
