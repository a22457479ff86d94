"""What the bot says about itself as a service: to somebody who may not ask (now), and to the admin who runs it."""

from pathlib import Path

UNKNOWN_BOT = "Telegram kent dit token niet. Kijk SAMENWIJS_TELEGRAM_TOKEN na; u krijgt het token van @BotFather."
OTHER_BOT_HERE = "Er draait al een Telegram-bot op deze gegevens. Stop die eerst, of kies een andere SAMENWIJS_DATA."
OTHER_BOT_ELSEWHERE = "Er draait ergens anders al een bot met dit token. Stop die eerst, of gebruik een ander token."
UNSURE = "Er ging iets mis. Dat ligt niet aan u. Probeer het over een paar minuten nog eens."

_REFUSED = {
    "nl": "U mag deze bot nog niet gebruiken. Vraag de beheerder om u toe te voegen."
    " Geef daarbij uw Telegram-nummer door: {number}.",
    "en": "You may not use this bot yet. Ask the administrator to add you. Mention your Telegram number: {number}.",
}
_NAMELESS = {
    "nl": "Ik antwoord alleen mensen die zijn toegelaten, en ik zie niet wie u bent.",
    "en": "I only answer people who were admitted, and I cannot see who you are.",
}
_BLOCKED = {
    "nl": "U kunt deze bot niet meer gebruiken. Klopt dat niet? Neem contact op met de beheerder.",
    "en": "You can no longer use this bot. Is that a mistake? Please contact the administrator.",
}
_BAD_CODE = {
    "nl": "Deze uitnodiging geldt niet of niet meer. Vraag de beheerder om een nieuwe.",
    "en": "This invitation is not valid, or no longer valid. Ask the administrator for a new one.",
}
_ADMITTED = {
    "nl": "Uw uitnodiging is aangenomen. U kunt nu vragen stellen.",
    "en": "Your invitation was accepted. You can ask questions now.",
}
_PER_MINUTE = {
    "nl": "Dat gaat wat snel voor mij. Wacht een minuut en stuur uw vraag dan nog eens.",
    "en": "That is a little too fast for me. Wait a minute and send your question again.",
}
_PER_DAY = {
    "nl": "U hebt vandaag heel veel gevraagd: meer dan {limit} berichten. Morgen help ik u graag weer verder.",
    "en": "You have asked a great deal today: more than {limit} messages. I will gladly help you again tomorrow.",
}


def refused(number: int | None, language: str = "nl") -> str:
    """What somebody reads who may not ask; at most 200 characters, because it also fits in an alert."""
    return (_NAMELESS if number is None else _REFUSED)[language].format(number=number)


def blocked(language: str = "nl") -> str:
    """What somebody reads who may not ask any more."""
    return _BLOCKED[language]


def bad_code(language: str = "nl") -> str:
    """What somebody reads whose invitation lets nobody in."""
    return _BAD_CODE[language]


def admitted(language: str = "nl") -> str:
    """What somebody reads who was just let in."""
    return _ADMITTED[language]


def too_fast(language: str = "nl") -> str:
    """What somebody reads who asked too much this minute."""
    return _PER_MINUTE[language]


def too_much(limit: int, language: str = "nl") -> str:
    """What somebody reads who asked too much this day."""
    return _PER_DAY[language].format(limit=limit)


def unreachable(base_url: str) -> str:
    """What an admin reads when the Bot API does not answer at the start."""
    return (
        f"Telegram is niet bereikbaar op {base_url}. Kijk de internetverbinding na, en SAMENWIJS_TELEGRAM_API als u die"
        " hebt ingevuld."
    )


def webhook_refused(address: str, reason: str) -> str:
    """What an admin reads when Telegram does not take the address of the webhook."""
    return (
        f"Telegram neemt het adres {address} niet aan ({reason}). Kijk SAMENWIJS_TELEGRAM_WEBHOOK na: het adres begint"
        " met https:// en is vanaf internet te bereiken."
    )


def port_taken(host: str, port: int) -> str:
    """What an admin reads when the bot cannot listen."""
    return f"Op {host}:{port} kan niet worden geluisterd. Kies een andere poort met SAMENWIJS_TELEGRAM_LISTEN."


def unwritable(folder: Path) -> str:
    """What an admin reads when the folder with the data cannot be written."""
    return f"In de map {folder} kan niet worden geschreven. Kijk de rechten na, of kies een andere SAMENWIJS_DATA."


def bad_person(setting: str, entry: str) -> str:
    """What an admin reads when a list of people holds something that is neither an id nor a name."""
    return f"{setting}: “{entry}” is geen nummer en geen @naam van Telegram."


def alert(what: str, where: str) -> str:
    """What the admin chat reads of a fault; never the words of a person."""
    return f"⚠ Er ging iets mis in Samenwijs: {what} ({where}). Meer staat in het logboek van de dienst."
