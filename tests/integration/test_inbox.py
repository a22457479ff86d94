"""Updates between their arrival and their answer: none is lost, and one person's come in their order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Chat, Message, Update, User
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from bot.errors import LogError
from bot.fronts.telegram.inbox import DurableApplication, UpdateQueue
from bot.log.inbox import Inbox
from bot.log.records import open_records
from bot.privacy import Seal
from tests.bot_api import BotApi
from tests.clerk import KEY

Handle = Callable[[Update], Awaitable[None]]


@pytest.fixture(scope="module")
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", KEY)) as records:
        yield records.inbox


@asynccontextmanager
async def _running(telegram: BotApi, inbox: Inbox, handle: Handle) -> AsyncIterator[DurableApplication]:
    queue = UpdateQueue(inbox)
    builder = ApplicationBuilder().application_class(DurableApplication, {"updates": queue}).update_queue(queue)
    builder = builder.token(telegram.token).base_url(telegram.base_url).updater(None).concurrent_updates(True)
    application = builder.build()
    assert isinstance(application, DurableApplication)

    async def call(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await handle(update)

    async def nothing(*_: object) -> None: ...

    application.add_handler(TypeHandler(Update, call))
    application.add_error_handler(nothing)
    async with application:
        await application.start()
        try:
            await queue.restore(application.bot)
            yield application
        finally:
            application.begin_nothing_new()
            await application.stop()


def _update(number: int, text: str = "Wie betaalt?", user: int = 1001) -> Update:
    person = User(user, "Anna", is_bot=False)
    message = Message(number, datetime(2026, 1, 1, tzinfo=UTC), Chat(user, "private"), from_user=person, text=text)
    return Update(number, message=message)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("fault", [lambda: NetworkError("gone"), TimedOut, lambda: RetryAfter(1)])
@pytest.mark.filterwarnings("ignore:.*`retry_after` will be of type:telegram.warnings.PTBDeprecationWarning")
def test_an_answer_that_does_not_reach_telegram_is_sent_again(
    telegram: BotApi, inbox: Inbox, fault: Callable[[], Exception]
) -> None:
    tried: list[int] = []

    async def handle(update: Update) -> None:
        tried.append(inbox.size())
        if len(tried) == 1:
            raise fault()
        assert update.message is not None
        assert update.message.text == "Wie betaalt?"

    async def journey() -> None:
        async with _running(telegram, inbox, handle) as application:
            await application.updates.put(_update(1))
            await _until(lambda: len(tried) == 2 and inbox.size() == 0)

    asyncio.run(journey())
    assert tried == [1, 1]  # it is kept until it is answered


@pytest.mark.parametrize("fault", [BadRequest("no"), Forbidden("blocked"), ZeroDivisionError()])
def test_an_answer_that_will_never_arrive_is_not_tried_again(telegram: BotApi, inbox: Inbox, fault: Exception) -> None:
    tried: list[int] = []

    async def handle(update: Update) -> None:
        tried.append(update.update_id)
        raise fault

    async def journey() -> None:
        async with _running(telegram, inbox, handle) as application:
            await application.updates.put(_update(1))
            await _until(lambda: bool(tried) and inbox.size() == 0)

    asyncio.run(journey())
    assert tried == [1]


def test_what_is_waiting_at_a_stop_comes_first_after_the_next_start_and_once(telegram: BotApi, inbox: Inbox) -> None:
    begun, leaving, arrived, answered = asyncio.Event(), asyncio.Event(), asyncio.Event(), list[int]()

    async def hold(update: Update) -> None:
        begun.set()
        await leaving.wait()
        answered.append(update.update_id)

    async def note(update: Update) -> None:
        await arrived.wait()  # what was answered before it came again would be answered again
        answered.append(update.update_id)

    async def journey() -> None:
        async with _running(telegram, inbox, hold) as application:
            for number in (11, 12, 13):
                await application.updates.put(_update(number))
            await begun.wait()
            leaving.set()  # nothing else runs between this and the stop
        assert (answered, inbox.size()) == ([11], 2)
        async with _running(telegram, inbox, note) as application:
            for number in (12, 14):  # 12 comes again: Telegram never heard that it arrived
                await application.updates.put(_update(number))
            arrived.set()
            await _until(lambda: inbox.size() == 0)

    asyncio.run(journey())
    assert answered == [11, 12, 13, 14]


def test_one_person_is_answered_in_order_and_holds_up_nobody_else(telegram: BotApi, inbox: Inbox) -> None:
    order: list[tuple[int, int]] = []

    async def handle(update: Update) -> None:
        assert update.effective_user is not None
        if update.update_id == 1:  # the first question of the first person takes until the others had their turn
            await _until(lambda: len(order) == 2)
        order.append((update.effective_user.id, update.update_id))

    async def journey() -> None:
        async with _running(telegram, inbox, handle) as application:
            for number, user in enumerate((1001, 1001, 1001, 2002, 3003), start=1):
                await application.updates.put(_update(number, user=user))
            await _until(lambda: len(order) == 5)

    asyncio.run(journey())
    assert sorted(order[:2]) == [(2002, 4), (3003, 5)]
    assert order[2:] == [(1001, 1), (1001, 2), (1001, 3)]


def test_an_update_that_cannot_be_stored_is_not_handled_before_it_is(telegram: BotApi, tmp_path: Path) -> None:
    class Locked(Inbox):
        attempts = 0

        def keep(self, *update: object) -> str | None:
            Locked.attempts += 1
            if Locked.attempts == 1:
                raise LogError("De database is bezet.")
            return super().keep(*update)  # type: ignore[arg-type]  # passed on untouched

    seen: list[int] = []

    async def handle(_: Update) -> None:
        seen.append(Locked.attempts)

    async def journey() -> None:
        with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", KEY)) as records:
            inbox = Locked(records.turns.engine, str, Seal(KEY))
            async with _running(telegram, inbox, handle) as application:
                await application.updates.put(_update(1))
                await _until(lambda: bool(seen) and inbox.size() == 0)

    asyncio.run(journey())
    assert seen == [2]
