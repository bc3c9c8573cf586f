"""So what: what we expected of what we do, what came of it, and what we did about it."""

from effects.models.evaluations import Evaluation, EvaluationAnswer
from effects.models.expected_effects import EffectMarker, EffectVersion, ExpectedEffect
from effects.models.reviews import Review

__all__ = [
    "EffectMarker",
    "EffectVersion",
    "Evaluation",
    "EvaluationAnswer",
    "ExpectedEffect",
    "Review",
]
