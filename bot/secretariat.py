"""The secretariat's own door to the collection: the only place where the bot can change what it answers from."""

from bot.bootstrap import open_replayer
from bot.privacy import Seal, load_key
from bot.uploads import Secretariat, Uploads
from ingest.answers import AnswersReview
from ingest.console import open_fetcher
from ingest.erase import OFFERED
from ingest.index.generation import Generations
from ingest.intake import Desk, Intake
from ingest.review import Preview
from ingest.settings import IngestSettings


def open_uploads(shared: IngestSettings, generations: Generations) -> Uploads:
    """The files that wait, those among them that were being taken in when the bot ended put right."""

    def review(preview: Preview) -> bool:
        return AnswersReview(open_replayer(shared, generations.embedder), stop_on_lost=True)(preview)

    desk = Desk(shared.corpus, generations, lambda: open_fetcher(asks_again=False), review, shared.cluster)
    intake = Intake(desk)
    seal = Seal(load_key(shared.data / "pseudonym.key"))
    uploads = Uploads(shared.data / OFFERED, seal, Secretariat(intake.look, intake.take_in, intake.recover))
    uploads.recover()
    return uploads
