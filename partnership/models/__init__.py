"""Who: organisations, people, bodies and seats; what they meet about, decide, do and pay."""

from partnership.models.agendas import AgendaItem, Comment, WaitingItem
from partnership.models.bodies import Body, Seat
from partnership.models.budgets import Booking, BookingFile, BudgetLine, Commitment, Position
from partnership.models.calendars import CalendarFeed
from partnership.models.clock_steps import ClockStep
from partnership.models.decisions import Decision, WrittenAnswer, WrittenProcedure
from partnership.models.files import FileChunk, StoredFile
from partnership.models.follow_ups import FollowUp, Handover
from partnership.models.funding import CoFinancingRule, DistributionKey, Fund, FundYear, KeyShare
from partnership.models.interventions import Intervention, InterventionStep, Milestone
from partnership.models.meetings import Attendance, Meeting, PlannedMeeting, StandingItem
from partnership.models.minutes import Minutes, MinutesCorrection, MinutesText
from partnership.models.organisations import Organisation, Ownership
from partnership.models.papers import Paper, PaperVersion
from partnership.models.people import Person
from partnership.models.plans import Delivery, EffortArea, Plan, TargetGroup
from partnership.models.strategy import Frame, Goal, Vision

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Booking",
    "BookingFile",
    "BudgetLine",
    "CalendarFeed",
    "ClockStep",
    "CoFinancingRule",
    "Comment",
    "Commitment",
    "Decision",
    "Delivery",
    "DistributionKey",
    "EffortArea",
    "FileChunk",
    "FollowUp",
    "Frame",
    "Fund",
    "FundYear",
    "Goal",
    "Handover",
    "Intervention",
    "InterventionStep",
    "KeyShare",
    "Meeting",
    "Milestone",
    "Minutes",
    "MinutesCorrection",
    "MinutesText",
    "Organisation",
    "Ownership",
    "Paper",
    "PaperVersion",
    "Person",
    "Plan",
    "PlannedMeeting",
    "Position",
    "Seat",
    "StandingItem",
    "StoredFile",
    "TargetGroup",
    "Vision",
    "WaitingItem",
    "WrittenAnswer",
    "WrittenProcedure",
]
