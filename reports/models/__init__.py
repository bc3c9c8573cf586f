"""Handed over: documents of what was shown, frozen as they left the house."""

from reports.models.briefs import (
    Brief,
    BriefBlock,
    BriefCorrection,
    BriefEdition,
    BriefReader,
)

__all__ = ["Brief", "BriefBlock", "BriefCorrection", "BriefEdition", "BriefReader"]
