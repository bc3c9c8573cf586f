"""Money: what the organisations pay together, by which key, and the rule on own financing."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from areas.models import period
from partnership.models.decisions import Decision
from partnership.models.organisations import Organisation
from partnership.models.plans import Plan


@pghistory.track()
class Fund(models.Model):
    """A joint purse (pulje) the organisations pay into, such as the one for the joint secretariat."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(unique=True)
    purpose = models.TextField(blank=True)
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="funds"
    )
    needs_co_financing = models.BooleanField(
        default=False, help_text="Funded from outside on condition that the parties pay a share"
    )
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class FundYear(models.Model):
    """What is to be paid into a fund together in one year."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], help_text="Kroner"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="fund_years"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["fund", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="fund_year_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fund_year_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}"


@pghistory.track()
class DistributionKey(models.Model):
    """Who pays which part of a fund (fordelingsnøgle) from a day on; its shares sum to 100 per cent."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=120)
    basis = models.CharField(
        max_length=200, blank=True, help_text="What it rests on, such as number of homes"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="distribution_keys"
    )

    class Meta:
        ordering = ["fund", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="key_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_key_at_a_time",
                expressions=[
                    ("fund", RangeOperators.EQUAL),
                    (period("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class KeyShare(models.Model):
    """One organisation's part of a distribution key, in per cent with four decimals."""

    key = models.ForeignKey(DistributionKey, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="key_shares"
    )
    percent = models.DecimalField(max_digits=7, decimal_places=4)
    homes = models.PositiveIntegerField(
        null=True, blank=True, help_text="The organisation's homes that the share was computed from"
    )

    class Meta:
        ordering = ["key", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["key", "organisation"], name="key_share_once"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="key_share_in_range"
            ),
        ]
        triggers = [
            # Asked when the transaction ends, so that shares can be written one after another.
            pgtrigger.Trigger(
                name="shares_sum_to_hundred",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("touched", "BIGINT"), ("total", "NUMERIC")],
                func="""
                    touched := CASE WHEN TG_OP = 'DELETE' THEN OLD.key_id ELSE NEW.key_id END;
                    SELECT SUM(percent) INTO total FROM partnership_keyshare WHERE key_id = touched;
                    IF total IS NOT NULL AND total <> 100 THEN
                        RAISE EXCEPTION 'The shares of a distribution key sum to 100, not %', total
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.percent}"


@pghistory.track()
class CoFinancingRule(models.Model):
    """The least part the parties themselves must pay of what an outside funder supports, by date."""

    percent = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="co_financing_in_range"
            ),
            ExclusionConstraint(
                name="one_co_financing_rule_at_a_time",
                expressions=[(period("valid_from", "valid_to"), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} {self.valid_from}"
