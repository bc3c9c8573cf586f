"""What "Sådan regner vi" says of single figures, differences and targets, as a board member would."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.services.methods.sections import Section, ends, minus, wilson, write


def sections() -> list[Section]:
    """The sections, in the order in which a reader meets the words."""
    return [
        _certainty(),
        _kinds(),
        _words(),
        _change(),
        _trend(),
        _gap(),
        _council(),
        _pace(),
    ]


def _certainty() -> Section:
    large, small, none = wilson(168, 1200), wilson(28, 200), wilson(0, 40)
    return Section(
        key="usikkerhed",
        title=_("Hvor sikkert er et tal?"),
        paragraphs=[
            _(
                "Hvert tal vises med sin usikkerhed: to grænser, som det underliggende niveau efter "
                "alt at dømme ligger imellem. Fremgangsmåden rammer rigtigt i 95 af 100 tilfælde."
            ),
            _(
                "Usikkerheden kommer af, at grupperne er små. Var det gået lidt anderledes for få "
                "personer, havde tallet været et andet. Jo flere der er bag et tal, des tættere "
                "ligger grænserne."
            ),
        ],
        example=[
            _("168 af 1.200 er %(share)s pct.; grænserne er %(limits)s.")
            % {"share": write(large[0]), "limits": ends(*large[1:])},
            _("28 af 200 er også %(share)s pct., men grænserne er %(limits)s.")
            % {"share": write(small[0]), "limits": ends(*small[1:])},
            _("0 af 40 er %(share)s pct., men grænserne er %(limits)s: 0 betyder ikke aldrig.")
            % {"share": write(none[0]), "limits": ends(0.0, none[2])},
        ],
        source=_(
            "Andele: Wilson (1927). Hændelser: Poisson, Garwood (1936). Gennemsnit: Student (1908)."
        ),
    )


def _kinds() -> Section:
    return Section(
        key="talslags",
        title=_("Tre slags tal"),
        paragraphs=[
            _(
                "Register: alle er talt med. Usikkerheden viser, hvor meget tilfældigheder betyder "
                "i en lille gruppe."
            ),
            _(
                "Spørgeskema: n er antallet af svar. Har en stor del af alle svaret, bliver "
                "usikkerheden mindre. At de, der ikke svarede, kan mene noget andet, er ikke med i "
                "usikkerheden."
            ),
            _(
                "Hændelser, for eksempel anmeldelser: der regnes med, at hver sker for sig. Står én "
                "person bag mange, er den rigtige usikkerhed større end den viste."
            ),
            _(
                "Er antallet bag et tal ikke oplyst, vises tallet uden usikkerhed, og der siges "
                "ikke noget om ændringer eller afstande."
            ),
            _(
                "Et antal, for eksempel beboere i alt, og en sum af penge er deres eget tal: der er "
                "ikke noget antal bag dem at oplyse."
            ),
        ],
        example=[],
    )


def _words() -> Section:
    return Section(
        key="ord",
        title=_("Hvad betyder ordene?"),
        paragraphs=[
            _(
                "En ændring eller en afstand har også to grænser. Ligger de begge på samme side af "
                "0, er der tegn på en ændring. Gør de det også, når der kræves 99,8 i stedet for "
                "95 procents sikkerhed, er der klare tegn på den."
            ),
            _(
                "Ligger 0 mellem grænserne, er svaret: kan ikke afgøres endnu. Det er et "
                "almindeligt og ofte det rigtige svar, for grupperne er små."
            ),
            _(
                "Stort set uændret siges kun, når hele usikkerheden ligger inden for den mindste "
                "ændring, der betyder noget for indikatoren."
            ),
            _(
                "Farven følger udviklingen: frem eller tilbage. At et område ligger anderledes end "
                "kommunen, får ingen farve, og områder rangordnes aldrig."
            ),
        ],
        example=[],
    )


def _change() -> Section:
    first, second = wilson(40, 200), wilson(60, 200)
    moved = minus(first, second)
    return Section(
        key="aendring",
        title=_("Har tallet ændret sig?"),
        paragraphs=[
            _(
                "Det nyeste tal minus udgangspunktets tal. De to tals usikkerheder lægges sammen, "
                "så ændringens usikkerhed er større end hver af dem."
            ),
            _(
                "De to år behandles, som om det var forskellige beboere. Bor de samme der stadig, er "
                "den rigtige usikkerhed mindre: svaret er forsigtigt beregnet. Bygger det på færre "
                "end fem målinger, siges det."
            ),
        ],
        example=[
            _("60 af 200 i det ene år, 40 af 200 i det andet: fra %(before)s til %(now)s pct.")
            % {"before": write(second[0]), "now": write(first[0])},
            _(
                "Ændringen er %(change)s procentpoint; grænserne er %(limits)s. Der er tegn på et fald."
            )
            % {"change": write(moved[0]), "limits": ends(*moved[1:])},
        ],
        source=_("Newcombe (1998); for andet end andele Zou og Donner (2008)."),
    )


def _trend() -> Section:
    return Section(
        key="udvikling",
        title=_("Er der en udvikling over flere år?"),
        paragraphs=[
            _(
                "Fra fem målinger ser vi på hele rækken. Alle par af år sammenlignes: er det senere "
                "tal højere eller lavere? Peger næsten alle par samme vej, er der en udvikling."
            ),
            _(
                "Hvor stor den er, siger den midterste af alle parrenes årlige ændringer. Et enkelt "
                "skævt år flytter den kun lidt. Fire målinger kan aldrig nå 95 procents sikkerhed "
                "på denne måde."
            ),
        ],
        example=[
            _("Tallene 30, 28, 27, 25 og 24 giver ti par, og alle ti falder."),
            _(
                "Af de 120 rækkefølger, fem tal kan stå i, er der kun to, hvor alle par peger samme "
                "vej: %(p)s procents sandsynlighed, hvis intet skete. Den midterste årlige ændring "
                "er %(slope)s."
            )
            % {"p": write(2 / 120 * 100), "slope": write(-1.5)},
        ],
        source=_("Mann (1945), Kendall; hældningen er Theils og Sens (1968)."),
    )


def _gap() -> Section:
    before = minus(wilson(60, 200), wilson(1800, 9800))
    now = minus(wilson(40, 200), wilson(1700, 9800))
    moved = minus(now, before)
    return Section(
        key="afstand",
        title=_("Bliver afstanden til kommunen mindre?"),
        paragraphs=[
            _(
                "Afstanden er områdets tal minus tallet for resten af kommunen, altså kommunen uden "
                "området selv. Andre sammenligninger kan vælges: hele kommunen, regionen, landet "
                "eller et navngivet område. Et offentliggjort tal fra et register tages som en fast "
                "linje. Er kommunens tal selv en stikprøve, som i et spørgeskema, regnes dets "
                "usikkerhed med; er antallet af svar ikke oplyst, tages det som en fast linje."
            ),
            _(
                "Afstandens ændring er afstanden nu minus afstanden dengang. Vi viser også, hvor "
                "mange gange så højt områdets tal er: Falder begge tal, kan afstanden blive mindre, "
                "selv om området ligger flere gange så højt som før."
            ),
            _(
                "I kort, lister og oversigter tæller ændringen fra udgangspunktet til det nyeste tal. "
                "Er der fem tal eller flere, regnes også på dem alle under ét. Siger de noget andet, "
                "står det ved siden af, men tæller ikke med. Baggrundstal vurderes ikke."
            ),
            _(
                "Afstanden beregnes kun, når begge tal har samme definition, samme slags kilde og "
                "samme måleperiode. Ellers står de to tal hver for sig."
            ),
        ],
        example=[
            _("Før var området %(before)s procentpoint over resten af kommunen, nu %(now)s.")
            % {"before": write(before[0]), "now": write(now[0])},
            _("Ændringen er %(change)s procentpoint; grænserne er %(limits)s.")
            % {"change": write(moved[0]), "limits": ends(*moved[1:])},
        ],
        source=_("MOVER: Zou og Donner (2008)."),
    )


def _council() -> Section:
    return Section(
        key="tre-svar",
        title=_("Går det godt af den rigtige grund?"),
        paragraphs=[
            _(
                "En afstand kan blive mindre, fordi kommunen går tilbage. Det er ingen fremgang. "
                "Derfor gives tre svar: går området frem, går kommunen frem, og bliver afstanden "
                "mindre? Målet er kun opfyldt, når alle tre svar er ja."
            ),
        ],
        example=[
            _(
                "Området frem, kommunen mere frem, afstanden større: området følger med, men sakker bagud."
            ),
            _("Området uændret, kommunen tilbage, afstanden mindre: det skyldes kommunen."),
        ],
    )


def _pace() -> Section:
    return Section(
        key="tempo",
        title=_("Når vi måltallet?"),
        paragraphs=[
            _(
                "Først spørges, på hvilken side af måltallet det nyeste tal ligger. Ligger hele "
                "usikkerheden på den rigtige side, er måltallet nået, og det holdes, hvis "
                "udgangspunktet allerede lå der. Rummer usikkerheden måltallet, siges kun tallets "
                "side, og at det ikke er sikkert. At holde et måltal er ikke en fremgang, og det er kun "
                "tabt, når det er sikkert, at det blev holdt før, og sikkert, at det ikke holdes nu."
            ),
            _(
                "Tempoet er den årlige ændring hidtil delt med den årlige ændring, der kræves fra "
                "udgangspunktet til måltallet. Tempoet 1 rammer netop. Beløb måles i procentvis "
                "vækst om året, alt andet i enheder om året."
            ),
            _(
                "Ordet siger ikke mere end hele usikkerheden om tempoet. Fra 0,95 er vi på rette "
                "kurs. Mellem 0 og 0,95 går det frem, men for langsomt, og under 0,60 langt fra "
                "hurtigt nok. Under 0 går det tilbage. Under 0,95 med 0 inden for usikkerheden er "
                "vi ikke på rette kurs, og frem eller tilbage kan ikke afgøres. Rummer usikkerheden "
                "0,95, kan intet af det afgøres endnu."
            ),
            _("Et måltal, der ikke er vedtaget, er et forslag og får intet tempo."),
        ],
        example=[
            _("Fra 30 pct. i 2020 til 26 pct. i 2024 er −1,0 om året."),
            _("Måltallet 18 pct. i 2030 kræver −1,2 om året. Tempoet er %(ratio)s.")
            % {"ratio": write(1 / 1.2, 2)},
        ],
        source=_("Trinene er dem, Eurostat bruger for mål med et tal."),
    )
