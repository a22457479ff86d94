"""Every Dutch sentence that the Telegram bot says of its own accord."""

from pathlib import Path

START = """\
Welkom. Ik ben Samenwijs: een automatisch systeem, geen mens.

Ik zoek antwoorden in een vaste verzameling documenten. Die gaan over programma’s van de overheid, wie daarin \
samenwerken en waardoor ze slagen. Achter elke zin staat een nummer. Met de knoppen onder het antwoord leest u de bron \
zelf na. Staat iets niet in de documenten, dan zeg ik dat.

Deze chat is niet de plek voor vertrouwelijke of persoonlijke zaken. Stuur dus geen namen van burgers, nummers of \
dossiers. Uw vraag en mijn antwoord worden bewaard. Zo kan een beheerder nagaan of ik goed antwoord.

Typ uw vraag in gewone woorden, bijvoorbeeld:
Welke succesfactoren zijn er voor regionale samenwerking?"""

HELP = """\
Zo werkt het:
• Typ uw vraag als gewoon bericht. Een korte vraag is genoeg.
• Achter elke zin staat een nummer, zoals [1]. Dat is de bron.
• Tik op een knop onder het antwoord om de bron te lezen. Het aangehaalde stuk staat vet.
• Vraag gerust door op een antwoord.

Ik weet alleen wat in de documenten staat. Stuur geen vertrouwelijke of persoonlijke zaken.

/start – wat ik ben en wat ik weet
/help – deze uitleg"""

COMMANDS = (("start", "Wat ik ben en wat ik weet"), ("help", "Hoe u een vraag stelt"))

NOT_TEXT = (
    "Dit kan ik niet lezen. Ik lees alleen getypte tekst, geen foto’s, stickers, spraak of bestanden. Typ uw vraag."
)
EDITED = (
    "Ik zie dat u een bericht hebt aangepast. Aangepaste berichten lees ik niet. Stuur uw vraag als een nieuw bericht."
)
SOURCE_GONE = "Deze bron is niet meer te vinden. Stel uw vraag opnieuw, dan zoek ik de bron er weer bij."
FAILED = "Er ging iets mis. Dat ligt niet aan u. Probeer het over een paar minuten nog eens."

UNKNOWN_BOT = "Telegram kent dit token niet. Kijk SAMENWIJS_TELEGRAM_TOKEN na; u krijgt het token van @BotFather."
OTHER_BOT_HERE = "Er draait al een Telegram-bot op deze gegevens. Stop die eerst, of kies een andere SAMENWIJS_DATA."
OTHER_BOT_ELSEWHERE = "Er draait ergens anders al een bot met dit token. Stop die eerst, of gebruik een ander token."


def unreachable(base_url: str) -> str:
    """What an admin reads when the Bot API does not answer at the start."""
    return (
        f"Telegram is niet bereikbaar op {base_url}. Kijk de internetverbinding na, en SAMENWIJS_TELEGRAM_API als u die"
        " hebt ingevuld."
    )


def unwritable(folder: Path) -> str:
    """What an admin reads when the folder with the data cannot be written."""
    return f"In de map {folder} kan niet worden geschreven. Kijk de rechten na, of kies een andere SAMENWIJS_DATA."


def bad_allowed(entry: str) -> str:
    """What an admin reads when the list of people holds something that is neither an id nor a name."""
    return f"SAMENWIJS_TELEGRAM_ALLOWED: “{entry}” is geen nummer en geen @naam van Telegram."


def refused(user_id: int) -> str:
    """What somebody reads who may not ask; at most 200 characters, because it also fits in an alert."""
    return (
        "U mag deze bot nog niet gebruiken. Vraag de beheerder om u toe te voegen."
        f" Geef daarbij uw Telegram-nummer door: {user_id}."
    )
