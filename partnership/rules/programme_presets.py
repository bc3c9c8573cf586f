"""What a programme can begin with: effort areas, and known kinds of interventions with their theory.

The effort areas are the four of the national building fund for social housing (Landsbyggefonden).
The words are a beginning to write on, in Danish and English; nothing refers back to them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EffortAreaPreset:
    """An effort area with its address and its two names."""

    slug: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Theory:
    """Why an intervention should work, in four short texts."""

    name: str
    problem: str
    for_whom: str
    what_we_do: str
    what_should_change: str


@dataclass(frozen=True)
class Kind:
    """A known kind of intervention: the effort area it most often lies in, and its theory."""

    code: str
    effort_area: str
    da: Theory
    en: Theory

    def spoken(self, language: str) -> Theory:
        """The theory in a language."""
        return self.en if language == "en" else self.da


LEARNING, WORK = "uddannelse-og-livschancer", "beskaeftigelse"
CRIME, TOGETHER = "kriminalitetsforebyggelse", "sammenhaengskraft-og-medborgerskab"

EFFORT_AREAS = (
    EffortAreaPreset(LEARNING, "Uddannelse og livschancer", "Education and life chances"),
    EffortAreaPreset(WORK, "Beskæftigelse", "Employment"),
    EffortAreaPreset(CRIME, "Kriminalitetsforebyggelse", "Crime prevention"),
    EffortAreaPreset(
        TOGETHER, "Sammenhængskraft og medborgerskab", "Social cohesion and citizenship"
    ),
)

KINDS = (
    Kind(
        "fritidsjob", WORK,
        Theory(
            "Fritidsjob",
            "Mange unge har aldrig haft et job og kender ingen, der kan skaffe dem et.",
            "Unge på 13-17 år, som bor i områderne og ikke har et fritidsjob.",
            "Vi finder job hos lokale virksomheder, hjælper med ansøgningen og følger den unge den "
            "første tid.",
            "Flere unge har et fritidsjob, og flere begynder på en ungdomsuddannelse.",
        ),
        Theory(
            "Jobs after school",
            "Many young people have never had a job and know nobody who could get them one.",
            "Young people aged 13-17 who live in the areas and have no job after school.",
            "We find jobs with local firms, help with the application and support the young person "
            "at the start.",
            "More young people have a job, and more begin upper secondary education.",
        ),
    ),
    Kind(
        "lektiehjaelp", LEARNING,
        Theory(
            "Lektiehjælp",
            "En del børn har ingen derhjemme, der kan hjælpe med lektierne, og falder bagud.",
            "Børn i 3.-9. klasse og deres forældre.",
            "Frivillige hjælper med lektier to eftermiddage om ugen tæt på, hvor børnene bor. Skolen "
            "og forældrene er med.",
            "Flere børn kommer til timen med lektierne lavet og klarer sig bedre i dansk og matematik.",
        ),
        Theory(
            "Homework help",
            "Some children have nobody at home who can help with homework, and fall behind.",
            "Children in years 3-9 and their parents.",
            "Volunteers help with homework two afternoons a week close to where the children live. "
            "The school and the parents take part.",
            "More children come to class with their homework done and do better in Danish and "
            "mathematics.",
        ),
    ),
    Kind(
        "tidlig-indsats", LEARNING,
        Theory(
            "Støtte til småbørnsfamilier",
            "Nogle små børn får ikke den støtte hjemme eller i dagtilbud, som de har brug for.",
            "Familier med børn på 0-5 år, særligt dem, hvis børn ikke går i dagtilbud.",
            "Vi besøger familierne, holder åbent hus med sundhedsplejen og følger familien til "
            "dagtilbuddet.",
            "Flere børn går i dagtilbud, og flere begynder i skolen med et aldersvarende sprog.",
        ),
        Theory(
            "Support for families with small children",
            "Some small children do not get the support they need at home or in day care.",
            "Families with children aged 0-5, most of all those whose children are not in day care.",
            "We visit the families, hold open house with the health visitors and go with the family "
            "to day care.",
            "More children are in day care, and more begin school with language skills that match their age.",
        ),
    ),
    Kind(
        "jobvejledning", WORK,
        Theory(
            "Jobvejledning i området",
            "Mange voksne har været uden arbejde længe, og jobcenteret er langt væk i mere end én "
            "forstand.",
            "Voksne på 18-64 år uden arbejde eller uddannelse.",
            "En jobvejleder holder åbent i området, kender virksomhederne og følger beboeren hele "
            "vejen til jobbet sammen med jobcenteret.",
            "Flere voksne er i arbejde eller uddannelse, og flere bliver der.",
        ),
        Theory(
            "Job guidance in the area",
            "Many adults have been out of work for long, and the job centre is far away in more "
            "than one sense.",
            "Adults aged 18-64 without work or education.",
            "An adviser keeps open hours in the area, knows the employers and follows the resident "
            "all the way to the job together with the job centre.",
            "More adults are in work or education, and more stay there.",
        ),
    ),
    Kind(
        "ungeindsats", CRIME,
        Theory(
            "Opsøgende arbejde blandt unge",
            "Nogle unge hænger ud om aftenen, er på vej ud i kriminalitet og gør naboer utrygge.",
            "Unge på 12-20 år, som ikke går til noget i fritiden.",
            "Voksne, de unge kender, er i området om aftenen, bygger bro til fritidslivet og deler "
            "viden med skole, politi og socialforvaltning inden for loven.",
            "Færre unge sigtes, og flere beboere er trygge om aftenen.",
        ),
        Theory(
            "Outreach work with young people",
            "Some young people hang about at night, are on their way into crime and make neighbours "
            "feel unsafe.",
            "Young people aged 12-20 with no activities in their spare time.",
            "Adults the young people know are in the area at night, lead the way to clubs and share "
            "what they know with school, police and social services within the law.",
            "Fewer young people are charged, and more residents feel safe at night.",
        ),
    ),
    Kind(
        "tryghedsvandringer", CRIME,
        Theory(
            "Tryghedsvandringer",
            "Mørke stier, skjulte hjørner og hærværk gør, at beboere undgår dele af området.",
            "Alle beboere, særligt dem, der er utrygge om aftenen.",
            "Beboere, drift, kommune og politi går området igennem og retter det, de finder: lys, "
            "beplantning, låse og skilte.",
            "Flere beboere er trygge om aftenen, og der er mindre hærværk.",
        ),
        Theory(
            "Safety walks",
            "Dark paths, hidden corners and vandalism make residents keep away from parts of the area.",
            "All residents, most of all those who feel unsafe at night.",
            "Residents, caretakers, municipality and police walk through the area and mend what they "
            "find: lights, planting, locks and signs.",
            "More residents feel safe at night, and there is less vandalism.",
        ),
    ),
    Kind(
        "naboskab", TOGETHER,
        Theory(
            "Fællesskaber og naboskab",
            "Mange kender ikke deres naboer, og få deltager i det, der sker i området.",
            "Alle beboere, særligt nye og dem, der bor alene.",
            "Vi hjælper beboere med at begynde fællesspisning, haver og klubber, som de selv kører "
            "videre, og byder nye naboer velkommen.",
            "Flere kender deres naboer, og flere deltager i foreninger og frivilligt arbejde.",
        ),
        Theory(
            "Communities and neighbours",
            "Many do not know their neighbours, and few take part in what goes on in the area.",
            "All residents, most of all new ones and those who live alone.",
            "We help residents begin shared meals, gardens and clubs that they carry on themselves, "
            "and welcome new neighbours.",
            "More know their neighbours, and more take part in associations and volunteer work.",
        ),
    ),
    Kind(
        "raadgivning", TOGETHER,
        Theory(
            "Åben rådgivning om økonomi og digital post",
            "Nogle familier kommer bagud med huslejen, fordi de ikke kan overskue regninger og breve.",
            "Beboere med restancer, og beboere som har svært ved digital post.",
            "Rådgivere og frivillige holder åbent hver uge, hjælper med budget og breve og taler med "
            "udlejningen, før det går galt.",
            "Færre familier er i restance, og færre sættes ud.",
        ),
        Theory(
            "Open advice on money and digital post",
            "Some families fall behind with the rent because bills and letters are more than they can "
            "keep track of.",
            "Residents in arrears, and residents who find digital post hard.",
            "Advisers and volunteers keep open hours every week, help with budgets and letters and "
            "talk to the letting office before it goes wrong.",
            "Fewer families are in arrears, and fewer are evicted.",
        ),
    ),
)  # fmt: skip


def kind_of(code: str) -> Kind | None:
    """The kind of that code, if it is known."""
    return next((kind for kind in KINDS if kind.code == code), None)
