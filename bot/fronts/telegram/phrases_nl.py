"""What the bot says in Dutch, at level B1."""

from bot.fronts.telegram.phrases import Phrases

DUTCH = Phrases(
    commands=(
        ("start", "Wat ik ben en wat ik weet"),
        ("help", "Hoe u een vraag stelt"),
        ("bronnen", "Welke documenten ik ken"),
        ("programmas", "Over welke programma’s ik iets weet"),
        ("feedback", "Zeg iets tegen de beheerder"),
        ("privacy", "Wat er van u wordt bewaard"),
        ("vergeet", "Wis dit gesprek en wat ik van u weet"),
        ("taal", "Nederlands of Engels"),
    ),
    short_description=(
        "Automatisch systeem. Beantwoordt vragen over programma’s van de overheid, met bij elke zin de bron."
    ),
    description=(
        "Ik ben Samenwijs, een computerprogramma. Ik zoek antwoorden in een vaste verzameling documenten over "
        "programma’s van de overheid. Bij elke zin ziet u de bron.\n\n"
        "Stuur niets vertrouwelijks of persoonlijks. Wat ik bewaar, leest u met /privacy."
    ),
    welcome="""\
Welkom. Ik ben Samenwijs, een computerprogramma. U praat met een automatisch systeem, niet met een mens.

Ik zoek antwoorden in {documents} over programma’s van de overheid.{newest} Achter elke zin staat een nummer: dat is \
de bron. Met de knoppen onder het antwoord leest u de bron zelf na. Staat iets niet in de documenten, dan zeg ik dat.

Uw vraag en mijn antwoord worden bewaard, zonder uw naam: {kept}, of tot u ze wist. Meer daarover: /privacy

Deze chat is niet de plek voor vertrouwelijke of persoonlijke zaken.

Wat wilt u weten? Typ uw vraag in gewone woorden{or_an_example}""",
    documents=("1 document", "{count} documenten"),
    questions=("1 vraag met antwoord", "{count} vragen met antwoord"),
    newest=" Het nieuwste is van {date}.",
    or_an_example=", of tik op een voorbeeld:",
    help="""\
Zo werkt het:
• Typ uw vraag als gewoon bericht. Een korte vraag is genoeg.
• Achter elke zin staat een nummer, zoals [1]. Dat is de bron.
• Tik op een knop om de bron te lezen. Het stuk dat ik aanhaal, staat vet.
• Vraag gerust door: “En in 2019?”
• Wilt u iets weten uit één bron? Open die bron en stuur uw vraag als antwoord op dat bericht.
• Was het antwoord goed of fout? Tik op een duim.
• Typefout gemaakt? Pas uw bericht aan, dan antwoord ik opnieuw.

Ik weet alleen wat in de documenten staat. Stuur niets vertrouwelijks of persoonlijks.

{commands}""",
    privacy="""\
Wat bewaar ik?
• Uw vraag en mijn antwoord, met de datum en de tijd.
• Een code in plaats van uw naam en nummer. Aan die code is niet te zien wie u bent.
• Uw taal, en wat u van een antwoord vond.
• Een bericht dat nog wacht op antwoord. Dat is versleuteld, en verdwijnt daarna.
Een BSN, e-mailadres, telefoonnummer of rekeningnummer haal ik uit uw vraag voordat ik die bewaar.

Waarom?
Dan kunt u doorvragen, en dan kan een beheerder nagaan of ik goed antwoord.

Hoe lang?
De woorden van uw vraag en mijn antwoord {kept}, of tot u alles wist met /vergeet. Daarna blijft alleen over dát er \
iets is gevraagd en of er een antwoord was. Loopt er een onderzoek, dan kan de organisatie iets langer bewaren.

Wie is verantwoordelijk?
{keeper} Ook Telegram bewaart uw berichten. Daarover beslist Telegram zelf.

Alles wissen?
Stuur /vergeet""",
    kept=("tot de volgende nacht", "hooguit {days} dagen"),
    nameless_keeper="De organisatie die deze bot heeft opgezet.",
    group_welcome="""\
Dag allemaal. Ik ben Samenwijs, een automatisch systeem. Ik zoek antwoorden in documenten over programma’s van de \
overheid.

In een groep antwoord ik alleen als u mijn naam noemt: @{name} en dan uw vraag. U kunt ook antwoorden op een bericht \
van mij. Andere berichten lees ik niet mee. Uw vraag en mijn antwoord worden bewaard, zonder uw naam. Meer daarover: \
/privacy""",
    first_words="Ik ben een automatisch systeem. Uw vraag en mijn antwoord worden bewaard, zonder uw naam. Stuur hier "
    "niets vertrouwelijks of persoonlijks. Meer daarover: /privacy",
    sources="Bronnen",
    within="Gezocht in “{title}”.",
    not_within="Dit staat niet in “{title}”. Wilt u dat ik in alle documenten zoek?",
    masked="In uw vraag stond iets persoonlijks: {kinds}. Dat heb ik niet bewaard. Stuur zulke gegevens hier liever "
    "niet.",
    masked_kinds=(
        ("[BSN]", "een burgerservicenummer (BSN)"),
        ("[e-mailadres]", "een e-mailadres"),
        ("[telefoonnummer]", "een telefoonnummer"),
        ("[IBAN]", "een rekeningnummer"),
    ),
    more="Meer hierover",
    close="Wat komt in de buurt?",
    good="👍 Goed",
    bad="👎 Niet goed",
    everywhere="Zoek in alle documenten",
    further="Deze stukken vond ik ook, maar heb ik niet gebruikt in mijn antwoord:",
    closest="Het antwoord vond ik niet. Deze stukken komen het meest in de buurt:",
    nothing_further="Meer heb ik hierover niet gevonden.",
    gone="Dit antwoord is te oud: ik kan de bron er niet meer bij vinden. Stel uw vraag gerust opnieuw.",
    example_gone="Deze vraag past niet meer bij de documenten. Typ uw vraag, dan zoek ik opnieuw.",
    previous="‹ Vorige",
    next="Volgende ›",
    ask_within="Vraag hierover",
    ask_within_prompt="Wat wilt u weten uit “{title}”? Stuur uw vraag als antwoord op dit bericht.",
    changed_since="Dit document is sinds mijn antwoord veranderd of weggehaald. U leest de tekst van toen.",
    no_further_passage="Verder gaat dit document niet.",
    library="Ik ken {documents}. Tik op een nummer voor meer over een document.",
    library_found="{documents} bij “{words}”. Tik op een nummer voor meer.",
    library_nothing="Geen document gevonden met “{words}” in de titel. Staat het misschien in de tekst? Stel dan "
    "gewoon uw vraag. Met /bronnen ziet u alle documenten.",
    library_hint="Zoeken kan ook: /bronnen en dan een woord.",
    programmes="Deze programma’s staan in de documenten. Tik op een nummer voor alles op één kaart.",
    no_programmes="In de documenten staat geen programma met naam. Met /bronnen ziet u alle documenten.",
    programme_gone="Dit programma staat niet meer in de documenten. Met /programmas ziet u wat er nu in staat.",
    partners=("1 partner met naam", "{count} partners met naam"),
    also_called="Ook genoemd: {names}",
    card_intro="Alles hieronder staat letterlijk in de documenten, het nieuwste eerst.",
    about_document="Over dit document",
    read_document="Lees vanaf het begin",
    publisher="Van: {}",
    date="Datum: {}",
    programme="Programma: {}",
    region="Gebied: {}",
    unknown_date="onbekend",
    document_gone="Dit document staat niet meer in de verzameling. Met /bronnen ziet u wat er nu in staat.",
    thanks="Dank u wel. Dat helpt.",
    what_was_wrong="Jammer. Wat klopte er niet?",
    reasons=(
        ("Het is fout", "fout"),
        ("Er ontbreekt iets", "onvolledig"),
        ("Het is verouderd", "verouderd"),
        ("Dit vroeg ik niet", "niet mijn vraag"),
        ("De bron ontbreekt", "bron ontbreekt"),
        ("Het staat er wel in", "staat er wel in"),
    ),
    own_words="Zelf typen",
    own_words_prompt="Wat klopte er niet? Stuur het als antwoord op dit bericht. Noem geen namen van personen.",
    noted="Dank u wel. Ik heb genoteerd: {reason}. De beheerder kijkt ernaar.",
    not_yours="Deze knop is voor degene die de vraag stelde.",
    feedback_prompt="Wat wilt u tegen de beheerder zeggen? Stuur het als antwoord op dit bericht. Noem geen namen van "
    "personen.",
    feedback_first_ask="Een opmerking bewaar ik bij een antwoord, en u hebt nog geen antwoord gekregen. Stel eerst een "
    "vraag.",
    feedback_kept="Dank u wel. Uw opmerking is bewaard bij mijn antwoord. De beheerder kijkt ernaar.",
    forget_ask="Wilt u dat ik al uw vragen en mijn antwoorden wis, en ook uw taal en uw duimen? Daarna weet ik niets "
    "meer van u. De berichten in deze chat wist u zelf in Telegram.",
    forget_yes="Ja, wis alles",
    forget_no="Nee, bewaar het",
    forgotten="Ik heb alles gewist wat ik van u had: {count}. Wilt u later weer iets vragen? Dat kan altijd.",
    still_held=" {count} moet ik nog even bewaren, vanwege een onderzoek. Dat wis ik zodra het mag.",
    not_forgotten="Goed, ik heb niets gewist.",
    choose_language="In welke taal zal ik met u praten? De documenten blijven Nederlands.",
    language_chosen="Goed, ik praat Nederlands met u.",
    not_text="Dit kan ik niet lezen. Ik lees alleen getypte tekst, geen foto’s, spraak, stickers of locaties. Typ uw "
    "vraag in gewone woorden.",
    caption_only="Ik lees alleen de tekst die erbij staat.",
    file="Bestanden kan ik hier niet aannemen. Alleen het secretariaat voegt documenten toe aan de verzameling. Hebt "
    "u een vraag? Typ die dan gewoon.",
    file_secretariat="Hier kan ik geen documenten aannemen. Stuur het bestand in een gesprek met mij alleen.",
    failed="Er ging iets mis. Dat ligt niet aan u. Probeer het over een paar minuten nog eens.",
    old_button="Deze knop werkt niet meer. Stel uw vraag gerust opnieuw.",
    inline_nothing="Niet gevonden in de documenten",
)
