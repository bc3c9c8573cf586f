"""What "Sådan regner vi" says of long series, efforts, small counts and chance."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import contribution
from indicators.services.methods.sections import Section, ends, minus, wilson, write


def sections() -> list[Section]:
    """The sections, in the order in which a reader meets the words."""
    return [
        _projection(),
        _expected(),
        _contribution(),
        _swings(),
        _pooled(),
        _moves(),
        _chance(),
        _small(),
        _never(),
    ]


def _projection() -> Section:
    return Section(
        key="fremskrivning",
        title=_("Hvor ender linjen?"),
        paragraphs=[
            _(
                "Fra fem målinger kan rækkens hældning tegnes videre til 2030, med de to linjer, "
                "som hældningens grænser giver. Det er en illustration af, hvor den hidtidige kurs "
                "fører hen, ikke en forudsigelse, og den vurderes ikke."
            ),
        ],
        example=[],
    )


def _expected() -> Section:
    before, after = wilson(649, 1865), wilson(578, 1863)
    change, low, high = minus(after, before)
    return Section(
        key="forventning",
        title=_("Er ændringen så stor som forventet?"),
        paragraphs=[
            _(
                "En forventet effekt har en størrelse, fx et fald på 5 procentpoint. Den holdes op "
                "mod hele usikkerheden for ændringen, siden indsatsen begyndte, ikke mod "
                "ændringen alene."
            ),
            _(
                "Når hele usikkerheden mindst svarer til det forventede, står der “mindst så stort "
                "som forventet”. Ligger den helt under, står der “mindre end forventet”. Ligger det "
                "forventede inden for usikkerheden, siges kun retningen: om ændringen er så stor "
                "som forventet, kan ikke afgøres."
            ),
            _(
                "Rummer usikkerheden 0, kan det ikke afgøres, om tallet har flyttet sig. Om "
                "indsatsen har bidraget, er et andet spørgsmål; se nedenfor."
            ),
        ],
        example=[
            _(
                "Et fald på 5 procentpoint var forventet. Tallet gik fra %(before)s til %(after)s "
                "pct.: %(change)s procentpoint, usikkerhed %(limits)s. Der er tegn på et fald, men "
                "det kan ikke afgøres, om det er så stort som forventet."
            )
            % {
                "before": write(before[0]), "after": write(after[0]), "change": write(change),
                "limits": ends(low, high),
            },
        ],
        source=_("Newcombe (1998)."),
    )  # fmt: skip


def _contribution() -> Section:
    return Section(
        key="bidrag",
        title=_("Udviklede området med indsatsen sig anderledes?"),
        paragraphs=[
            _(
                "Vi ser på områdets afstand til de andre områder før og efter en indsats. Har "
                "afstanden flyttet sig mere, end den plejer at svinge, kan indsatsen have bidraget."
            ),
            _(
                "Svaret har tre grader. 0: kan ikke afgøres. 1: beskrevet; bidraget kan ikke "
                "afgøres. 2: tegn på en anden udvikling. Grad 2 kræver mindst fire år "
                "før og tre år efter, at grænserne ikke rummer 0, at forskellen ikke var på "
                "vej allerede, og at ingen af de andre områder flyttede sig mere."
            ),
            _(
                "Med få områder kan ingen metode bevise en virkning. Derfor findes der ikke nogen "
                "grad 3, og ordet er bidrag, ikke effekt."
            ),
            _(
                "Falsk alarm er, når grænserne ikke rummer 0, selv om der intet er sket. Det skal "
                "ske %(right)s gange af 100, men sker oftere, når årene hænger sammen. Med tre "
                "områder, fire år før og tre efter er det %(some)s gange ved en sammenhæng på 0,3 "
                "fra år til år og %(much)s gange ved 0,6. Med otte år før og fire efter er det "
                "%(more)s og %(most)s gange."
            )
            % _alarms(),
            _(
                "Derfor kræver grad 2 også, at alle krav tilsammen højst giver falsk alarm %(limit)s "
                "gange af 100 ved 0,6. Hvor ofte det sker for netop den viste række, står ved "
                "svaret sammen med den mindste forskel, der kunne ses."
            )
            % _alarms(),
        ],
        example=[],
        source=_("Donald og Lang (2007); Bertrand, Duflo og Mullainathan (2004)."),
    )


def _alarms() -> dict[str, str]:
    few, many = contribution.ALARMS_OF_T[4, 3], contribution.ALARMS_OF_T[8, 4]
    numbers = {
        "right": few[0], "some": few[1], "much": few[2], "more": many[1], "most": many[2],
        "limit": 100 * contribution.MOST_ALARMS,
    }  # fmt: skip
    return {name: write(number, 0) for name, number in numbers.items()}


def _swings() -> Section:
    return Section(
        key="udsving",
        title=_("Er et udsving mere end et udsving?"),
        paragraphs=[
            _(
                "For tal, der kommer hver måned eller hvert kvartal, tegnes gennemsnittet og to "
                "grænser ud fra de almindelige spring fra måling til måling. Det kræver mindst 12 "
                "målinger og bruges aldrig på årstal."
            ),
            _(
                "Tallet taler, når en måling ligger uden for grænserne, når syv i træk stiger eller "
                "falder, når to af tre ligger tæt på den samme grænse, eller når syv i træk ligger "
                "på samme side af gennemsnittet. Alt andet er støj."
            ),
            _("Grænserne flyttes aldrig af sig selv; det gør en person, med dato og begrundelse."),
        ],
        example=[],
        source=_("Wheeler, Understanding Variation; Nelson (1984)."),
    )


def _pooled() -> Section:
    return Section(
        key="flere-aar",
        title=_("Flere år lagt sammen"),
        paragraphs=[
            _(
                "Procenter lægges aldrig sammen til et gennemsnit. Skal flere år ses under ét, "
                "lægges tællerne sammen for sig og nævnerne for sig. Perioder, der sammenlignes, "
                "overlapper aldrig."
            ),
            _(
                "Tal, der kommer hver måned eller hvert kvartal, lægges sammen til hele år, før "
                "ændring, tempo og afstand regnes. En vinter holdes aldrig op mod en sommer. Er ét "
                "kvartal skjult, siges der heller intet om året."
            ),
        ],
        example=[
            _("4 af 50 og 9 af 150 er tilsammen 13 af 200, altså %(share)s pct.")
            % {"share": write(6.5)},
        ],
    )


def _moves() -> Section:
    return Section(
        key="flytninger",
        title=_("Beboere og flytninger hver for sig"),
        paragraphs=[
            _(
                "Ved vi, hvem der blev boende, og hvem der flyttede, deles en ændring i det, "
                "beboerne selv har gjort, og det, der følger af flytningerne. Delene giver altid "
                "ændringen, når de lægges sammen. Det, vi ikke ved, står som ukendt."
            ),
        ],
        example=[],
    )


def _chance() -> Section:
    return Section(
        key="tilfaeldigheder",
        title=_("Hvor mange af svarene er tilfældige?"),
        paragraphs=[
            _(
                "Ved 95 procents sikkerhed ser 1 ud af 20 sammenligninger ud som en forskel, selv om "
                "intet er sket. Derfor står det under hver oversigt, hvor mange af de viste svar "
                "der kan være tilfældige."
            ),
        ],
        example=[
            _("Af 45 sammenligninger kan omkring %(n)s være tilfældige.")
            % {"n": write(45 / 20, 0)},
        ],
    )


def _small() -> Section:
    return Section(
        key="smaa-tal",
        title=_("Hvornår skjules et tal?"),
        paragraphs=[
            _(
                "Et tal skjules, når det bygger på 1-4 personer, eller når alle på nær 1-4 er talt "
                "med, og når der er færre end 20 beboere eller 30 svar bag. En kilde kan have "
                "strengere grænser. Et rigtigt nul vises."
            ),
            _(
                "Så skjules også de tal, som det skjulte kunne regnes ud fra: andre grupper, summer, "
                "resten af kommunen og tidligere udgaver. Det skjulte er væk overalt: på siden, i "
                "kurver, filer og forklaringer. Man kan ikke se, hvilke tal der er små, og hvilke "
                "der er skjult for deres skyld."
            ),
            _("Ting, for eksempel indbrud, behøver ikke at skjules."),
        ],
        example=[],
    )


def _never() -> Section:
    return Section(
        key="aldrig",
        title=_("Det gør vi aldrig"),
        paragraphs=[
            _("Vi gætter ikke tal, der mangler, og fører ikke et gammelt tal videre."),
            _(
                "Vi regner ikke hen over et databrud: en ny definition, en ny afgrænsning eller en "
                "ny kilde."
            ),
            _("Vi vælger ikke metode efter, hvad svaret bliver. Der er ét sæt metoder for alle."),
        ],
        example=[],
    )
