"""A server that speaks the OpenAI protocol: chat completions, whole or streamed, with json_schema and tools.

What it says is decided by its mode: it is an honest model, or one with a fault. `python -m tests.chat_server` runs the
honest one, so that a language model can be tried out and benchmarked without having one.
"""

import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from ingest import dutch

Claims = list[dict[str, Any]]
SECRET = "sk-geheim-1234567890"  # the key that the tests send
PORT = 8642  # of the server that is run by hand
_PASSAGE = re.compile(r'<passage number="(\d+)" mark="(\w+)">\n(.*?)\n</passage mark="\2">', re.DOTALL)
_QUESTION = re.compile(r'<question mark="(\w+)">\n(.*?)\n</question mark="\1">', re.DOTALL)
_SMALL = frozenset({"De", "Het", "Een", "In", "Op", "Er", "Dit", "Die", "Ze", "Hij", "Deze", "Sinds", "Voor"})
_SYNONYMS = {
    "Daarnaast": "Bovendien", "Ook": "Verder", "bijvoorbeeld": "onder meer", "omdat": "want", "partijen": "deelnemers",
    "samen": "gezamenlijk", "belangrijk": "van belang", "krijgt": "ontvangt", "drie": "3", "vijftien": "15",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a request holds, as a model would read it."""

    passages: Mapping[int, str]
    question: str
    system: str
    key: str
    everything: str
    orders: tuple[str, ...]  # what it obeys, whether it stands there or not

    @classmethod
    def read(cls, said: Mapping[str, str], key: str, orders: tuple[str, ...]) -> "Asked":
        """What the messages of a request, by role, hold."""
        passages = {int(number): text for number, _, text in _PASSAGE.findall(said["user"])}
        question = _QUESTION.search(said["user"])
        text = question.group(2) if question else ""
        return cls(passages, text, said.get("system", ""), key, said["user"], orders)

    def sentences(self) -> list[tuple[int, str]]:
        """The sentences of the passages that share most with the question, best first."""
        wanted = set(dutch.content_lemmas(self.question))
        found = [
            (len(wanted & set(dutch.content_lemmas(text))), -number, text)
            for number, passage in self.passages.items()
            for text in _sentences(passage)
        ]
        return [(-number, text) for score, number, text in sorted(found, reverse=True) if score]


def honest(asked: Asked) -> Claims:
    """Up to four sentences of the passages, each said a little differently, with its proof."""
    best = [(n, text) for n, text in asked.sentences() if text.endswith(".")][:4]
    return [_claim(paraphrase(text, way), number, text) for way, (number, text) in enumerate(best)]


def paraphrase(sentence: str, way: int = 0) -> str:
    """A sentence as a careful model says it again: other words of one meaning, a lead-in, or only its first part."""
    said = " ".join(sentence.split())
    for word, other in _SYNONYMS.items():
        said = re.sub(rf"\b{word}\b", other, said)
    if way == 1:
        said = f"Volgens de bron: {said[0].lower()}{said[1:]}" if said.split()[0] in _SMALL else f"Kort gezegd: {said}"
    first, comma, rest = said.partition(", ")
    if way == 2 and comma and len(first.split()) > 5 and " en " not in rest:  # no enumeration
        said = first
    return said.rstrip(".:;") + "."


def invents_a_source(asked: Asked) -> Claims:
    """A true sentence under a number that was not given, and one of its own under one that was."""
    number, text = asked.sentences()[0]
    return [
        _claim(text, len(asked.passages) + 7, text),
        _claim(text, 0, text),
        _claim(text, -number, text),
        _claim("Het project wint een prijs.", number, "Het project wint in december de nationale prijs."),
    ]


def alters_a_number(asked: Asked) -> Claims:
    """Sentences with one figure changed, in the claim alone and in the quote as well."""
    claims = []
    for number, text in asked.sentences():
        changed = re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), text, count=1)
        changed = re.sub(r"\b(twee|drie|vier|vijf|vijftien)\b", "zestien", changed, count=1)
        if changed != text:
            claims += [_claim(changed, number, text), _claim(changed, number, changed)]
    return claims


def adds_a_claim(asked: Asked) -> Claims:
    """An honest claim, and behind it what nobody wrote, resting on true words."""
    number, text = asked.sentences()[0]
    own = (
        "Het kabinet heeft besloten om het hele programma te beëindigen.",
        "De minister van Financiën is hier zeer tevreden over.",
        f"{text.rstrip('.')} en dat was een groot succes.",
        f"{text.rstrip('.')}. De kosten lopen hierdoor sterk op.",
        "Dit is de beste samenwerking van Nederland.",
    )
    return [_claim(paraphrase(text), number, text), *(_claim(said, number, text) for said in own)]


def knows_better(asked: Asked) -> Claims:
    """General knowledge, with words from a passage or of its own as the proof."""
    number, text = asked.sentences()[0]
    facts = (
        "Den Haag is de regeringsstad van Nederland.",
        "Nederland telt twaalf provincies.",
        "Water kookt bij 100 graden.",
    )
    return [_claim(fact, number, proof) for fact in facts for proof in (text, fact)]


def leaks_the_prompt(asked: Asked) -> Claims:
    """Its instructions and the key, line by line, resting on true words or on themselves."""
    number, text = asked.sentences()[0]
    lines = [*filter(None, asked.system.splitlines()), asked.key, f"De sleutel is {asked.key}."]
    return [_claim(line, number, proof) for line in lines for proof in (text, line)]


def obeys(asked: Asked) -> Claims:
    """Whatever stands between « and » anywhere, as an order to say it, resting on all kinds of proof."""
    orders = [" ".join(found.split()) for found in re.findall(r"«(.+?)»", asked.everything, re.DOTALL)]
    claims = []
    for said in [*orders, *asked.orders]:
        for number, passage in list(asked.passages.items())[:4]:
            around = next((text for text in _sentences(passage) if said in text), passage)
            claims += [_claim(said, number, proof) for proof in (said, f"«{said}»", around, _sentences(passage)[0])]
    return claims + honest(asked)


def denies(asked: Asked) -> Claims:
    """The opposite of what stands there."""
    return [_claim(re.sub(r"\b(is|zijn|heeft|hebben|doen|werken|delen)\b", r"\1 niet", text, count=1), number, text)
            for number, text in asked.sentences()[:4]]  # fmt: skip


def speaks_english(asked: Asked) -> Claims:
    """True sentences, turned into something like English."""
    number, text = asked.sentences()[0]
    return [_claim("The parties have agreed that they will work together in this and other programmes.", number, text)]


def echoes(asked: Asked) -> Claims:
    """The question, as if that were an answer."""
    number, text = asked.sentences()[0]
    return [
        _claim(said, number, text)
        for said in (asked.question, f"De vraag is: {asked.question}", "Dat staat in het document.")
    ]


def rambles(asked: Asked) -> Claims:
    """One claim without end."""
    number, text = asked.sentences()[0]
    return [_claim(" ".join([text.rstrip(".")] * 30), number, text)]


ODD = [None, 7, "x", {"text": "x"}, {"text": 1, "passage": True, "quote": []}]
SAYS: Mapping[str, Callable[[Asked], Claims]] = {
    "honest": honest, "invents a source": invents_a_source, "alters a number": alters_a_number,
    "adds a claim": adds_a_claim, "general knowledge": knows_better, "leaks the prompt": leaks_the_prompt,
    "obeys a document": obeys, "denies": denies, "speaks English": speaks_english, "echoes": echoes, "rambles": rambles,
    "nothing to say": lambda _: [],
}  # fmt: skip
WRITES: Mapping[str, Callable[[Asked], str]] = {
    "code fence": lambda asked: f"Hier is het antwoord:\n```json\n{_json(honest(asked))}\n```",
    "bare list": lambda asked: json.dumps(honest(asked)),
    "thinks first": lambda asked: f"<think>Wat zou {{\"claims\": [1]}} zijn?</think>\n{_json(honest(asked))}",
    "other names": lambda asked: json.dumps({"claims": [
        {"claim": c["text"], "source": str(c["passage"]), "evidence": c["quote"]} for c in honest(asked)]}),
    "broken JSON": lambda asked: _json(honest(asked))[:-9],
    "no JSON": lambda asked: f"Volgens mij is het antwoord: {asked.question}",
    "other JSON": lambda _: '{"antwoord": "ja"}',
    "odd items": lambda asked: json.dumps({"claims": [*ODD, *honest(asked)]}),
    "empty": lambda _: "",
    "refuses": lambda _: "Sorry, daar kan ik niet bij helpen.",
}  # fmt: skip
STATUSES = {"401": 401, "403": 403, "404": 404, "429": 429, "500": 500, "503": 503}
LINES = ("slow", "connection lost", "endless", "endless line", "trickles", "web page", "does not stream",
         "refuses formats", "half an event")  # fmt: skip
MODES = (*SAYS, *WRITES, *STATUSES, *LINES)


class ChatServer:
    """The server, on a free port of this machine, for as long as the ``with`` lasts."""

    def __init__(self, mode: str = "honest", port: int = 0) -> None:
        self.mode = mode
        self.requests: list[dict[str, Any]] = []
        self.seen: list[str] = []
        self.keys: set[str] = set()
        self.orders: tuple[str, ...] = ()
        self.closing = threading.Event()
        server = self

        class Handler(_Handler):
            chat = server

        self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._http.daemon_threads = True

    @property
    def base_url(self) -> str:
        """What a client takes as its base address."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> "ChatServer":
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    chat: ChatServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a chat completion in the server's mode."""
        self.chat.seen.append(self.path)
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.chat.requests.append(body)
        mode = self.chat.mode
        key = self.headers["authorization"].removeprefix("Bearer ")
        self.chat.keys.add(key)
        if not self.path.endswith("/chat/completions"):
            self._whole(404, {"error": {"message": f"no {self.path} here"}})
        elif mode in STATUSES:
            error = {"message": f"Incorrect API key provided: {self.headers['authorization']}", "type": mode}
            self._whole(STATUSES[mode], {"error": error}, {"Retry-After": "3600"} if mode == "429" else {})
        elif mode == "refuses formats" and "response_format" in body:
            self._whole(400, {"error": {"message": "response_format is not supported"}})
        elif mode == "web page":
            self._send(200, b"<!doctype html><title>Welkom</title>", {"Content-Type": "text/html"})
        elif mode == "slow":
            self.chat.closing.wait(60)
        else:
            with suppress(OSError):  # the other side hung up, as it should in some modes
                said = {message["role"]: message["content"] for message in body["messages"]}
                self._answer(body, _text(mode, Asked.read(said, key, self.chat.orders)))

    def _answer(self, body: Mapping[str, Any], text: str) -> None:
        if body.get("stream") and self.chat.mode != "does not stream":
            self._stream(body, text)
            return
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if body.get("tools"):
            function = {"name": body["tools"][0]["function"]["name"], "arguments": text}
            message |= {"content": None, "tool_calls": [{"id": "1", "type": "function", "function": function}]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if body.get("tools") else "stop"}
        self._whole(200, {**_head(body, "chat.completion"), "choices": [choice], "usage": _usage(body, text)})

    def _stream(self, body: Mapping[str, Any], text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.chat.mode == "endless line":
            while not self.chat.closing.is_set():
                self._chunk(b"x" * 1000)
        for n, event in enumerate(self._events(body, text)):
            if self.chat.mode == "half an event":
                self._chunk(event[: len(event) // 2] + b"\n\n")
                continue
            if self.chat.mode == "trickles":
                for byte in event:
                    self._chunk(bytes([byte]))
                    time.sleep(0.05)
            else:
                self._chunk(event)
            if self.chat.mode == "connection lost" and n > 4:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")

    def _events(self, body: Mapping[str, Any], text: str) -> Iterator[bytes]:
        head = _head(body, "chat.completion.chunk")
        pieces = [text[at : at + 25] for at in range(0, len(text), 25)]
        while self.chat.mode == "endless" and not self.chat.closing.is_set():
            yield _event({**head, "choices": [{"index": 0, "delta": {"content": "bla "}, "finish_reason": None}]})
        for piece in pieces:
            delta = {"role": "assistant", "content": piece}
            yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if (body.get("stream_options") or {}).get("include_usage"):
            yield _event({**head, "choices": [], "usage": _usage(body, text)})
        yield b"data: [DONE]\n\n"

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _whole(self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _text(mode: str, asked: Asked) -> str:
    if mode in WRITES:
        return WRITES[mode](asked)
    return _json(SAYS.get(mode, honest)(asked) if asked.sentences() else [])


def _json(claims: Claims) -> str:
    return json.dumps({"claims": claims}, ensure_ascii=False)


def _claim(text: str, passage: int, quote: str) -> dict[str, Any]:
    return {"text": text, "passage": passage, "quote": quote}


def _sentences(passage: str) -> list[str]:
    """The sentences of a passage, list items and rows line by line."""
    lines = [line.removeprefix("• ") for line in passage.split("\n") if line.strip()]
    return [span.of(line) for line in lines for span in dutch.sentences(line)]


def _head(body: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chat-1", "object": kind, "created": 1_700_000_000, "model": body["model"]}


def _usage(body: Mapping[str, Any], text: str) -> dict[str, int]:
    asked = len(json.dumps(body["messages"])) // 4
    return {"prompt_tokens": asked, "completion_tokens": len(text) // 4, "total_tokens": asked + len(text) // 4}


def _event(data: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


if __name__ == "__main__":
    with ChatServer(sys.argv[1] if sys.argv[1:] else "honest", PORT) as running:
        sys.stdout.write(f"{running.base_url}\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
