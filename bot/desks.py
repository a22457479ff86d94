"""What the services are given, made of the settings: the desks of both fronts, and how each is set up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.register import Practice, model_of

if TYPE_CHECKING:
    from bot.bootstrap import Application
    from bot.fronts.telegram.wiring import Connection, Desk
    from bot.fronts.web.wiring import Desk as WebDesk
    from bot.fronts.web.wiring import Provider, Site
    from bot.library import Library
    from bot.settings import BotSettings
    from bot.suggest import Suggestions
    from bot.uploads import Uploads
    from ingest.settings import IngestSettings


def practice_of(settings: "BotSettings") -> Practice:
    """What happens with questions under these settings, as people are told."""
    model, model_at = model_of(settings.chat_model, settings.chat_base_url)
    return Practice(
        organisation=settings.organisation,
        contact=settings.privacy_contact,
        words_days=settings.retention_days,
        count_days=settings.retention_count_days,
        model=model,
        model_at=model_at,
        telegram=bool(settings.telegram_token.get_secret_value()),
        web_address=settings.web_address.rstrip("/"),
        open_to_all=settings.web_open,
    )


def connection_of(shared: "IngestSettings", settings: "BotSettings") -> "Connection":
    """The bot's own side of Telegram."""
    from bot.fronts.telegram.wiring import TELEGRAM_API, Connection, Webhook

    secret = settings.telegram_secret.get_secret_value()
    return Connection(
        token=settings.telegram_token.get_secret_value(),
        lock=shared.data / "telegram.lock",
        base_url=settings.telegram_api or TELEGRAM_API,
        allowed=settings.allowed,
        secretariat=settings.secretariat,
        admins=settings.admins,
        invite_only=settings.telegram_invite_only,
        per_minute=settings.telegram_per_minute,
        per_day=settings.telegram_per_day,
        webhook=Webhook(settings.telegram_webhook, secret) if settings.telegram_webhook else None,
        listen=settings.listen,
    )


@dataclass(frozen=True, slots=True)
class Shelves:
    """What every front of one process works with: the documents, what to ask of them, and the files that wait."""

    library: "Library"
    suggestions: "Suggestions"
    uploads: "Uploads"


def open_shelves(shared: "IngestSettings", application: "Application") -> Shelves:
    """Opened once for a process; what was being taken in when the last one ended is put right."""
    from bot.library import Library
    from bot.secretariat import open_uploads
    from bot.suggest import Suggestions

    library = Library(application.collection)
    suggestions = Suggestions(application.collection, library)
    return Shelves(library, suggestions, open_uploads(shared, application.generations))


def telegram_desk(settings: "BotSettings", application: "Application", shelves: Shelves) -> "Desk":
    """What the Telegram bot works with; raises IngestError when there is no index to answer from."""
    from bot.fronts.telegram.wiring import Desk

    application.collection.current()  # without an index nobody would get an answer
    return Desk(
        answer=application.assistant.reply,
        failed=application.assistant.failed,
        records=application.records,
        library=shelves.library,
        suggestions=shelves.suggestions,
        organisation=settings.organisation,
        kept_days=settings.retention_days,
        uploads=shelves.uploads,
    )


def web_desk(
    shared: "IngestSettings", settings: "BotSettings", application: "Application", shelves: Shelves
) -> "tuple[WebDesk, Site]":
    """What the web pages work with, and how the site is set up."""
    from bot.bootstrap import open_budget, open_retention
    from bot.fronts.web.wiring import Desk, Site
    from bot.golden import GOLDEN_FILE
    from ingest.facts.corrections import CORRECTIONS

    desk = Desk(
        answer=application.assistant.reply,
        failed=application.assistant.failed,
        records=application.records,
        library=shelves.library,
        suggestions=shelves.suggestions,
        generations=application.generations,
        uploads=shelves.uploads,
        rehearse=application.rehearsing.respond,
        golden=shared.data / GOLDEN_FILE,
        sample=settings.review_sample,
        writes=bool(settings.chat_model),
        corrections=shared.corpus / CORRECTIONS,
        retention=open_retention(application.records, settings),
        budget=open_budget(shared, settings) if settings.chat_model else None,
    )
    return desk, Site(
        address=settings.web_address.rstrip("/"),
        open_to_all=settings.web_open,
        organisation=settings.organisation,
        per_minute=settings.web_per_minute,
        per_day=settings.web_per_day,
        proxies=settings.web_proxies,
        provider=_provider(settings) if settings.web_oidc_issuer else None,
        practice=practice_of(settings),
        metrics_token=settings.metrics_token.get_secret_value(),
        telegram_members=bool(settings.telegram_token.get_secret_value() and settings.secretariat),
    )


def _provider(settings: "BotSettings") -> "Provider":
    from bot.fronts.web.wiring import Provider

    return Provider(
        issuer=settings.web_oidc_issuer,
        client_id=settings.web_oidc_client_id,
        client_secret=settings.web_oidc_client_secret.get_secret_value(),
        name=settings.web_oidc_name,
        role_claim=settings.web_oidc_role_claim,
        roles=settings.web_roles,
    )


def secrets_of(settings: "BotSettings") -> list[str]:
    """What may stand in no log."""
    secrets = (
        settings.telegram_token,
        settings.telegram_secret,
        settings.web_oidc_client_secret,
        settings.metrics_token,
    )
    return [value for secret in secrets if (value := secret.get_secret_value())]
