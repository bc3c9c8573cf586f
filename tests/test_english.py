"""Every page in English shows no Danish words of the screen, and in Danish no English ones.

The words are those of the catalogue: a word that only its Danish texts use is Danish. What people
have typed themselves (names of places, bodies and people) is neutral here, so that any word found
comes from the screen, or from a name whose English twin was not used.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pghistory.models
import pgtrigger
import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    ControlLimit,
    Definition,
    DisclosureThreshold,
    EventMarker,
    Indicator,
    OriginStatement,
    PeriodLock,
    Relocation,
    Round,
    Run,
    Source,
    StoryNote,
    WheelEntry,
    Withdrawal,
)
from partnership.models import Body, Frame, Goal, Organisation, Person, StoredFile, Vision
from tests import texts
from tests.factories import people
from tests.test_access import ADDRESSES, arguments, signed_in

ROLES = ("administrator", "secretariat", "board")
# Keys and codes, which no reader is shown.
NOT_TYPED = {
    "slug",
    "kind",
    "sha256",
    "token_hash",
    "origin",
    "verb",
    "link",
    "email",
    "key",
    "mark",
}
NAMES_OF_LANGUAGES = {"dansk", "english"}  # each in its own language
LOAN_WORDS = {
    "job",
    "landsbyggefonden",
    "social",
    "enter",
    "shift",
    "tab",
}  # Danish too: the catalogue's texts, names of keys
SHOWN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder"}
_WORD = re.compile(r"[a-zæøåé]{2,}")
_NO_WORDS = re.compile(r"%\(\w+\)s|\{\w+\}|\S+@\S+|\w+://\S+|\S+_\S+|\w+-\d+")


class Screen(HTMLParser):
    """The words a reader sees or hears; program text and other languages, marked so, left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.shown: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._silent:
            return
        if tag in ("script", "style", "code") or values.get("lang", self.language) != self.language:
            self._silent = tag
            return
        self.shown += [
            value
            for name, value in values.items()
            if name in SHOWN_ATTRIBUTES or name.startswith("data-text-")
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)


def words(text: str) -> set[str]:
    return set(_WORD.findall(_NO_WORDS.sub(" ", text).lower()))


def only(language: str) -> set[str]:
    """Words that the screen's texts use in this language and not in the other."""
    danish: set[str] = set()
    english: set[str] = set()
    for message in texts.catalogue():
        if message.id:
            pairs = ((message.id, danish), (message.string, english))
            for said, known in pairs:
                for text in (said,) if isinstance(said, str) else said:
                    known |= words(text)
    own, other = (english, danish) if language == "en" else (danish, english)
    return own - other - NAMES_OF_LANGUAGES - LOAN_WORDS


# Apps of which nearly every text is typed by people, in whatever language they write.
TYPED = ("partnership", "effects", "reports")


def rename(model: Any, **names: str) -> None:
    """Neutral names; {n} keeps them apart."""
    for number, row in enumerate(model.objects.order_by("pk"), 1):
        for name, text in names.items():
            setattr(row, name, text.format(n=number))
        row.save(update_fields=list(names))


def neutral_work() -> None:
    """What people typed about meetings, decisions, interventions, effects and money says nothing."""
    with pgtrigger.ignore():
        for model in (m for app in TYPED for m in apps.get_app_config(app).get_models()):
            if issubclass(model, pghistory.models.Event) or model in (StoredFile, Goal, Vision):
                continue
            typed = {
                field.name: "Zq {n}"
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField)
                and not field.choices
                and field.name not in NOT_TYPED
            }
            for number, row in enumerate(model._default_manager.order_by("pk"), 1):
                said = {
                    name: text.format(n=number)
                    for name, text in typed.items()
                    if getattr(row, name)
                }
                model._default_manager.filter(pk=row.pk).update(**said)


def neutral_names() -> None:
    """Names without words, and an English twin of all that has one."""
    neutral_work()
    StoredFile.objects.update(name="zq.pdf")
    for model in (Area, Organisation, Body, Person, Frame):
        rename(model, name="Zq {n}")
    rename(Body, mandate="Zq")
    rename(StoryNote, text="Zq", writer_role="Zq")
    rename(Relocation, source="Zq", note="Zq")
    for model in (ComparatorChoice, ControlLimit, DisclosureThreshold):
        rename(model, reason="Zq")
    rename(OriginStatement, source="Zq")
    rename(EventMarker, title="Nyt tilbud til unge {n}", title_en="New offer {n}", text="Zq")
    rename(Indicator, name="Tryghed i området {n}", name_en="Feeling safe {n}")
    rename(Source, name="Måling af tryghed {n}", name_en="Survey of safety {n}")
    rename(Vision, title="Et trygt kvarter {n}", title_en="A safe place {n}")
    rename(Goal, title="Flere er trygge {n}", title_en="More feel safe {n}")
    rename(
        Definition, unit="pct.", unit_en="%", numerator="trygge", numerator_en="feel safe",
        denominator="alle svar", denominator_en="all who answered", caveat="Få har svaret",
        caveat_en="Few people answered",
    )  # fmt: skip
    Run.objects.update(reason="zq")
    Source.objects.update(basis="Zq")
    Withdrawal.objects.update(reason="Zq")
    PeriodLock.objects.update(reason="Zq")
    for model in (Round, WheelEntry):
        rename(model, name="Zq {n}")


def pages() -> list[str]:
    """The address of every page, each once, and the grid with something in it."""
    samples = arguments()
    found = [reverse(name, kwargs=samples.get(name)) for name in ADDRESSES]
    code = Indicator.objects.all()[0].code
    neutral_names()
    return [*found, f"{reverse('indicators:entry')}?for_what=i-{code}", "/intet/"]


def foreign_words(client: Client, language: str, paths: list[str]) -> set[str]:
    """Page and word for every word of the other language."""
    foreign = only("da" if language == "en" else "en")
    found = set()
    for path in paths:
        response = client.get(path)
        if "html" not in response.get("Content-Type", "") or response.status_code in (302, 405):
            continue
        screen = Screen(language)
        screen.feed(response.content.decode())
        found |= {
            f"{path}: {word} in {' '.join(text.split())[:90]}"
            for text in screen.shown
            for word in words(text) & foreign
        }
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("role", ROLES)
def test_pages_speak_one_language(role: str, language: str) -> None:
    paths = pages()
    client = signed_in(role)
    neutral_names()
    client.post(reverse("accounts:preferences-language"), {"language": language})
    found = foreign_words(client, language, paths)
    assert not found, "\n".join(sorted(found))


@pytest.mark.django_db
def test_names_with_an_english_twin_come_out_in_english() -> None:
    paths = pages()
    client = signed_in("board")
    client.post(reverse("accounts:preferences-language"), {"language": "en"})
    page = client.get(next(path for path in paths if path.startswith("/omraader/omraade"))).content
    for name in ("Feeling safe", "Survey of safety", "A safe place"):
        assert name in page.decode()


@pytest.mark.django_db
def test_the_choice_of_language_stays_with_the_login(client: Client) -> None:
    user = people.seated_user("board")
    client.force_login(user)
    client.post(reverse("accounts:preferences-language"), {"language": "en"})
    again = Client()
    again.force_login(User.objects.get(pk=user.pk))
    assert '<html lang="en">' in again.get("/").content.decode()
