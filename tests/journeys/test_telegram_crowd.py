"""Many people ask at the same moment; how fast they are answered is measured by `make bench-telegram`."""

from tests.bot_api import BotApi, Person
from tests.chat_answers import an_answer
from tests.clerk import Clerk
from tests.running_bot import running

CROWD = [Person(5000 + number, f"samen{number}") for number in range(50)]


def test_fifty_people_who_ask_at_once_each_get_their_own_answer_and_only_that(telegram: BotApi, clerk: Clerk) -> None:
    clerk.reply = lambda question: an_answer(texts=[f"Dit antwoordt op {question.text}"])
    for person in CROWD:
        telegram.say(f"vraag {person.id}?", person)
    with running(telegram, clerk.desk):
        for person in CROWD:
            telegram.wait_for_messages(1, person.id, seconds=60)
        telegram.wait_for(lambda: clerk.records.inbox.size() == 0)
    for person in CROWD:
        [answer] = telegram.messages(person.id)
        assert f"Dit antwoordt op vraag {person.id}? [1]" in answer.text
    assert len(list(clerk.records.turns.rows())) == len(CROWD)
