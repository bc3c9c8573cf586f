"""Administering indicators on their pages, as the secretariat does it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.models import DataSet, Definition, Indicator, Target
from tests.factories import people
from tests.factories.results import Published, make_indicator, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    made = published(areas=1, indicators=1)
    DataSet.objects.create(
        indicator=made.definitions[0].indicator, supplier=people.organisation(), is_default=True
    )
    return made


@pytest.fixture
def staff(site: Published, client: Client) -> Client:
    client.force_login(people.seated_user("secretariat"))
    return client


def address(name: str, *arguments: object) -> str:
    return reverse(f"indicators:{name}", args=arguments)


def send(client: Client, url: str, **fields: object) -> str:
    return client.post(url, fields, follow=True).content.decode()


def form_values(client: Client, url: str) -> dict[str, object]:
    """What the form shows, as the browser would send it back."""
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_the_page_of_an_indicator_says_what_a_change_computes_anew(staff: Client) -> None:
    text = staff.get(address("definition-detail", "indikator-0")).content.decode()
    assert "Beregnes igen: Tryg i nabolaget" in text
    assert "Intet måltal vedtaget" in text
    assert "Version 1" in text


def test_own_words_make_an_indicator_and_what_does_not_hold_is_told_by_its_field(
    site: Published, staff: Client
) -> None:
    given = {
        "name": "Børn i klub", "kind": "share", "unit": "pct.", "per": 100, "decimals": 1,
        "direction": "higher", "data_kind": "register", "counts": "persons",
        "source": site.source.pk, "frequency": "year", "period_kind": "flow",
    }  # fmt: skip
    refused = send(staff, address("indicator-create"), **given)
    assert "Skriv, hvad der tælles" in refused
    assert "Børn i klub" in refused
    send(staff, address("indicator-create"), **given, numerator="børn i klub", denominator="børn")
    assert Definition.objects.get(indicator__code="boern-i-klub").unit_en == "pct."


def test_a_new_version_is_made_from_the_old_one_and_two_at_once_are_told(staff: Client) -> None:
    url = address("definition-version", "indikator-0")
    given = {
        **form_values(staff, url), "valid_from": "1.1.2027", "note": "Nyt spørgsmål",
        "numerator": "meget trygge", "seen_version": 1,
    }  # fmt: skip
    assert "Version 2 er lavet." in send(staff, url, **given)
    assert "En anden har lavet version 2" in send(staff, url, **given | {"valid_from": "1.1.2028"})
    text = staff.get(address("definition-detail", "indikator-0")).content.decode()
    assert "gælder fra 1.1.2027" in text


def test_words_are_put_right_without_a_version(staff: Client) -> None:
    url = address("definition-reword", "indikator-0")
    given = form_values(staff, url)
    assert "direction" not in given
    send(staff, url, **given | {"caveat": "Spurgt i maj", "most": "99,5"})
    definition = Definition.objects.get()
    assert (definition.version, definition.caveat, definition.most) == (1, "Spurgt i maj", 99.5)


def test_a_target_is_proposed_decided_and_taken_away(site: Published, staff: Client) -> None:
    url = address("target-create", "indikator-0")
    usual = {"area": site.areas[0].pk, "baseline_slot": "2022", "slot": "2030", "value": "82,5"}
    send(staff, url, **usual)
    target = Target.objects.get()
    assert (target.value, target.is_decided) == (82.5, False)
    page = staff.get(address("definition-detail", "indikator-0")).content.decode()
    assert "82,5 pct." in page
    assert "forslag" in page
    change = address("target-change", "indikator-0", target.pk)
    given = form_values(staff, change)
    half = send(staff, change, **given | {"decision": "Partnerskabet"})
    assert "både en dato og en beslutning" in half
    send(staff, change, **given | {"decision": "Partnerskabet", "decided_on": "24.3.2026"})
    target.refresh_from_db()
    assert target.is_decided
    send(staff, address("target-drop", "indikator-0", target.pk))
    assert not Target.objects.exists()


def test_suppliers_are_added_changed_and_removed(staff: Client) -> None:
    police = people.organisation("Politiet")
    page = send(
        staff, address("data-set-create", "indikator-0"), supplier=police.pk, is_supplier_owned="on"
    )
    assert "leverandøren alene" in page
    made = DataSet.objects.get(supplier=police)
    change = address("data-set-change", "indikator-0", made.pk)
    refused = staff.post(change, form_values(staff, change) | {"is_supplier_owned": ""})
    assert refused.status_code == 403
    assert "fjernet" in send(staff, address("data-set-remove", "indikator-0", made.pk))


def test_an_indicator_retires_and_is_taken_up_again(staff: Client) -> None:
    page = send(staff, address("indicator-retire", "indikator-0"), on="1.5.2026")
    assert "Udgået 1.5.2026" in page
    assert staff.get("/indikatorer/indikator-0/").status_code == 404
    assert "er i brug igen" in send(staff, address("indicator-take-up", "indikator-0"))


def test_a_merge_is_shown_before_it_is_done(site: Published, staff: Client) -> None:
    other = make_indicator(site, 1).indicator
    DataSet.objects.create(indicator=other, supplier=people.organisation(), is_default=True)
    url = address("indicator-merge", "indikator-0")
    assert "0 tal føres over" in staff.get(url, {"into": other.pk}).content.decode()
    assert Indicator.objects.get(code="indikator-0").is_active
    send(staff, url, into=other.pk)
    merged = Indicator.objects.get(code="indikator-0")
    assert merged.merged_into == other
    own = staff.get(address("definition-detail", "indikator-0")).content.decode()
    assert "lagt sammen med" in own


def test_presets_come_from_the_catalogue_and_from_a_file(staff: Client) -> None:
    assert "Sæt kryds" in send(staff, address("preset-list"))
    assert "2 indikatorer er taget i brug" in send(
        staff, address("preset-list"), codes=["tryg-i-nabolaget", "skolefravaer"]
    )
    exported = staff.get(address("preset-export"))
    assert "attachment" in exported["Content-Disposition"]
    file = SimpleUploadedFile("indikatorer.toml", exported.content)
    shown = send(staff, address("preset-file"), file=file)
    assert "er her allerede" in shown
    broken = SimpleUploadedFile("indikatorer.toml", b"[[indicators")
    assert "TOML" in send(staff, address("preset-file"), file=broken)
    large = SimpleUploadedFile("indikatorer.toml", b"#" * 500_001)
    assert "for stor" in send(staff, address("preset-file"), file=large)


def test_a_restricted_indicator_is_not_found_without_the_right(staff: Client) -> None:
    Indicator.objects.update(is_restricted=True)
    assert staff.get(address("definition-detail", "indikator-0")).status_code == 404
    assert "indikator-0" not in staff.get(address("definition-list")).content.decode()
    assert "indikator-0" not in staff.get(address("preset-export")).content.decode()
