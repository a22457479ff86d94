"""The secretariat's own door to the collection: the only place where the bot can change what it answers from."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.bootstrap import open_replayer
from bot.privacy import Seal, load_key
from bot.uploads import Secretariat, Uploads
from ingest.answers import AnswersReview, LostAnswers
from ingest.console import open_fetcher
from ingest.erase import OFFERED
from ingest.errors import NothingPublished
from ingest.index.generation import Generations
from ingest.intake import Desk, Intake, Others
from ingest.model import RefreshReport
from ingest.page import Outcome, save_page
from ingest.review import Preview
from ingest.settings import IngestSettings


def open_uploads(shared: IngestSettings, generations: Generations) -> Uploads:
    """The files that wait, those among them that were being taken in when the bot ended put right."""

    def review(preview: Preview) -> bool:
        try:
            return AnswersReview(open_replayer(shared, generations.embedder), stop_on_lost=True)(preview)
        except LostAnswers as error:
            raise NothingPublished(_lost(error)) from error

    def take_in(file: Path, keep: Path, others: Others) -> RefreshReport:
        report = intake.take_in(file, keep, others)
        with suppress(OSError):  # the page shows the refresh; it is no part of it
            save_page(generations.archive, Outcome(report, "De nieuwe verzameling is in gebruik.", datetime.now(UTC)))
        return report

    desk = Desk(shared.corpus, generations, lambda: open_fetcher(asks_again=False), review, shared.cluster)
    intake = Intake(desk)
    seal = Seal(load_key(shared.data / "pseudonym.key"))
    uploads = Uploads(shared.data / OFFERED, seal, Secretariat(intake.look, take_in, intake.recover))
    uploads.recover()
    return uploads


def _lost(error: LostAnswers) -> str:
    """Why a golden answer holds a file back, in words for a chat."""
    questions = [change.question for change in error.report.answers.lost_golden] if error.report.answers else []
    lost = f" op: {' '.join(questions)}" if questions else ""
    return (
        f"Door dit document gaat een goedgekeurd antwoord verloren{lost}. Overleg met uw beheerder; op de server kan "
        "het document toch worden opgenomen."
    )
