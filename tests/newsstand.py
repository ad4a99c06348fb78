"""Feeds on loopback that have another entry each time they are asked, some of it hostile or oddly wide."""

from __future__ import annotations

import random
import re
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from tests.builders import rss
from tests.fakes import InlineParser, InlineSandbox
from tests.library import BRIDGE, LONE
from tracker import subscriptions
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools, Tracker
from tracker.dossier.extractive import ExtractiveEngine
from tracker.fetch import Failure, Fetcher, Response
from tracker.model import Entry, Subscription
from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.selftest.servers import Answer, Site
from tracker.store import Store

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from tracker.selftest.servers import Handler

# Titles whose cells are not their characters: wide, joined, marked, from right to left, or of no width.
WIDE = (
    "橋が閉鎖された町で市長が説明を求める住民集会",
    "다리 폐쇄 이후 시장이 주민들에게 설명했다",
    "كشف المهندسون عن صدع في الجسر الرئيسي",
    "המהנדסים מצאו סדק בגשר הראשי",
    "👩‍👩‍👧‍👦 and 🧑🏽‍🚒 at the 🏳️‍🌈 harbour",
    "🇳🇴🇯🇵🇧🇷 flags 🏴󠁧󠁢󠁳󠁣󠁴󠁿 over the quay",
    "e\u0301a\u0308o\u0302n\u0303 combined Z\u0351\u0343\u0350a\u0346\u0311l\u0303g\u035co\u0321",
    "❤️ ☎️ ✈️ ⚠️ 1️⃣ #️⃣ text and emoji",
    "ｆｕｌｌｗｉｄｔｈ ＴＩＴＬＥ （１２３）",
    "ภาษาไทยกับสะพานที่ถูกปิด",
    "नदी पर बना पुल बंद कर दिया गया",
    "Straße–naïve “quotes” … ½ ™ ①②③",
    "word" * 60,
    "㍿㌔㍍㋿ ﷽ ௵ 𒐫 ꧅",
    "\u200d\u200d👨\u200d \u200cx\ufe0f",
)
KEPT = 12
FEEDS = 3


@dataclass(slots=True)
class Page:
    """One feed: a further entry at the top each time it is written."""

    name: str
    dice: random.Random
    number: int = 0
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))

    def write(self) -> bytes:
        _, title, text = self.dice.choice((*BRIDGE, *BRIDGE, *LONE))
        odd = self.dice.choice((*WIDE, *map(_in_xml, PAYLOADS.values()), *MARKUP.values(), "", ""))
        self.number += 1
        link = f"https://{self.name}.example/{self.number}"
        told = f"{text} {odd} It was notice {self.number} of {self.name}."
        self.entries.appendleft(Entry(f"{title} {odd}", link, link, told, published=datetime.now(UTC)))
        return rss(tuple(self.entries), title=f"{self.name} {odd}")


def _in_xml(text: str) -> str:
    """Leave out what XML can't carry."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text).replace("\n", " ")


class Newsstand:
    """A server with such feeds; `feeds` are their addresses."""

    def __init__(self, seed: int = 0, feeds: int = FEEDS) -> None:
        self.site = Site()
        self.feeds = [self._open(number, random.Random(seed + number)) for number in range(feeds)]

    def _open(self, number: int, dice: random.Random) -> str:
        page, lock = Page(f"outlet{number}", dice), Lock()

        def answer(handler: Handler) -> None:
            with lock:
                body = page.write()
            handler.give(
                Answer(body, headers={"Content-Type": "application/rss+xml"}), self.site.requests[-1]
            )

        return self.site.do(f"/{number}", answer)

    def close(self) -> None:
        self.site.close()


class Fence:
    """A network that ends at loopback, whatever a monkey asks for."""

    def __init__(self) -> None:
        self._fetcher = Fetcher(allow_private=("127.0.0.1",), version="test", pause=0)

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        if url.startswith("http://127.0.0.1:"):
            return self._fetcher.get(url, etag, modified)
        return Failure(url, "there is no network", unanswered=True, unreached=True)

    def leave_alone(self, host: str, time: timedelta) -> None:
        self._fetcher.leave_alone(host, time)

    def close(self) -> None:
        self._fetcher.close()


def reader(folder: Path, newsstand: Newsstand) -> Tracker:
    """Open a tracker on a data folder that reads the newsstand, over HTTP, by the clock of the machine."""
    path = folder / "feeds.yaml"
    if not path.exists():
        subscriptions.add_all(path, [Subscription(url, fulltext="never") for url in newsstand.feeds])
    tools = Tools(Fence, InlineParser, OnlineClusterer, ExtractiveEngine, InlineSandbox)
    return Tracker(Store(folder / "tracker.db"), path, lambda: datetime.now(UTC), tools)
