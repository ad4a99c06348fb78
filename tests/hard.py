"""A newsroom whose texts are hard to draw: long, wide, joined, right to left, stacked, and like markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.library import COAST, INLAND, WIRE, Newsroom
from tracker.store import Filter

if TYPE_CHECKING:
    from pathlib import Path

FEEDS = (WIRE, COAST, INLAND)
MANY = 60
LONG = (
    "The county's drainage commission publishes, after eleven postponed sittings and two new chairs, the "
    "third interim summary of its preliminary findings on the drainage of the northern approach, in which "
    "it asks the county, the railway and the water company to say by autumn who is to pay for what was "
    "never built"
)
# By the name of the story that follows them: a term, then titles and texts in two outlets' words.
MATTERS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "横浜市の新しい橋、ひび割れで全面通行止めに": (
        "折鶴橋",
        (
            (
                "折鶴橋、主桁に長さ四メートルのひび割れ 全面通行止めに",
                (
                    "港の折鶴橋で月曜日、主桁に長さ4メートルのひび割れが見つかり、全面通行止めになった。"
                    "「安全とは言えない」と橋梁局の三島直子局長は述べた。再開の時期は明らかになっていない。"
                ),
            ),
            (
                "折鶴橋の通行止め、商店街に打撃「六月までに再開を」",
                (
                    "折鶴橋の通行止めで、地元の商店街は週に200万円の損失が出ていると商工会が発表した。"
                    "「六月までに再開してほしい」と会長の浜田実さんは話した。橋梁局は忍耐を求めている。"
                ),
            ),
        ),
    ),
    "👩‍👩‍👧‍👦 Family day 🇯🇵🇧🇷🏳️‍🌈 in Brenmouth ends with 🎆 and a 🧑🏽‍🚒 parade": (
        "Brenmouth parade",
        (
            (
                "👩‍👩‍👧‍👦 Brenmouth parade 🇯🇵🇧🇷🏳️‍🌈 draws 4,000 families 🎆✨",
                (
                    "The Brenmouth parade drew 4,000 families 👨‍👩‍👦 to the quay on Sunday, the town "
                    "said. “We ran "
                    "out of 🧁 by noon,” said Ida Fenwick, who leads the Brenmouth parade. It is not clear "
                    "whether the ⚓️ square can hold more people next year."
                ),
            ),
            (
                "Brenmouth parade: 🧑🏽‍🚒🧑🏿‍🚒 the fire brigade asks for wider streets ❤️‍🔥",
                (
                    "The fire brigade 🧑🏽‍🚒 demands wider streets after the Brenmouth parade, its chief "
                    "Otto Lindqvist "
                    "said. Ida Fenwick rejects that and says the 🇳🇴🇸🇪 guests of the Brenmouth parade had "
                    "room."
                ),
            ),
        ),
    ),
    "إغلاق جسر أورين بعد اكتشاف صدع في العارضة الرئيسية": (
        "جسر أورين",
        (
            (
                "إغلاق جسر أورين بعد اكتشاف صدع في العارضة الرئيسية",
                (
                    "أغلق المهندسون جسر أورين يوم الاثنين بعد اكتشاف صدع طوله 4 أمتار في العارضة الرئيسية. "
                    "وقالت مديرة هيئة الجسور منى القاسم إن جسر أورين ليس آمنا. ولم يتضح متى يعاد فتحه."
                ),
            ),
            (
                "תושבי העיר דורשים פתיחה מחדש של جسر أورين עד יוני",
                (
                    "לשכת המסחר אמרה כי סגירת הגשר (جسر أورين) עולה לעסקים 2 מיליון כתרים בשבוע. "
                    "יושב ראש הלשכה, טובין אשר, דרש לפתוח את הגשר עד יוני 2026 (June 2026)."
                ),
            ),
        ),
    ),
    "Ḝ̵̛l̷̰͐d̶͈̈e̸̟͝r̵͚͑ Tiếng Việt and naïve façades": (
        "Eldermoor façade",
        (
            (
                "Ę̷̌̽ĺ̸̝d̵͇̅e̷͔͑r̸͍͗m̵̖̂o̶͕͋o̸̺̓r̴̺̊: the Eldermoor façade is “naïve”, says the Nguyễn Việt Hằng office",
                (
                    "The Eldermoor façade is naïve, the office of Nguyễn Việt Hằng said on Tuesday in a "
                    "letter "
                    "of 12 pages. “Nobody asked us about the Eldermoor façade,” said Zoë Åkerström."
                ),
            ),
            (
                "Eldermoor façade: ｆｕｌｌ ｗｉｄｔｈ letters stay, ﬁ and ﬂ go, council says",
                (
                    "The council keeps the ｆｕｌｌ ｗｉｄｔｈ letters of the Eldermoor façade, it said. "
                    "Zoë Åkerström now backs the Eldermoor façade as it is."
                ),
            ),
        ),
    ),
    "[/b] [red]not red[/red] [@click=app.quit]quit[/] {{ x }} ${y} <i>z</i>": (
        "bracket law",
        (
            (
                "[/b] Bracket law [red]passes[/red] [@click=app.quit]quit[/] &lt;i&gt; %s {0} \\[x]",
                (
                    "The bracket law [/b] passed by 33 votes [@click=app.quit]on Monday[/]. “The bracket "
                    "law is "
                    "[bold]not[/bold] markup,” said Pia Orland, who wrote [link=x]it[/link]."
                ),
            ),
            (
                "Bracket law: [[[ ]]] </style> `tracker quit` :quit: ***stars*** __dunder__",
                (
                    "Pia Orland rejects the bracket law ]] as it was read, and asks for {{ braces }} in "
                    "place of "
                    "[[ brackets ]]. It is not clear whether the bracket law holds for ⟦ ⟧ too."
                ),
            ),
        ),
    ),
}
SITTING = (
    "The drainage commission under Vera Hollister published its third interim summary on Thursday. “Nobody "
    "has paid for the northern culvert,” said Vera Hollister. It is not clear who is to build the culvert. "
    "The culvert would cost 31 million crowns and take four years, the drainage commission said."
)
ALONE = (
    WIRE,
    "A" * 90 + " is one word of ninety letters, and https://wire.example/" + "path/" * 20,
    "A single article, with a word that is longer than any row: " + "ab" * 120 + ".",
)


class HardRoom(Newsroom):
    """Has a story for every kind of hard text, one of sixty sources, and an article that stands alone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        follow = self.tracker.following.follow
        for name, (term, pieces) in MATTERS.items():
            for place, (title, text) in enumerate(pieces):
                self.publish(FEEDS[place], title, text)
            follow(name, [term])
        for number in range(MANY):
            self.publish(FEEDS[number % len(FEEDS)], *tunnel(number))
        follow("Lowdale tunnel", ["Lowdale tunnel"])
        self.publish(WIRE, LONG, SITTING)
        self.publish(COAST, LONG, f"{SITTING} The railway rejects that.")
        self.publish(*ALONE)
        self.poll()
        for story in self.tracker.reading.stories(Filter(lone=False)):
            if story.version:
                self.tracker.reading.mark_read(self.tracker.reading.version(story.number))
        for name, (term, pieces) in MATTERS.items():
            title, text = pieces[1]
            self.publish(INLAND, f"{title} — {name[:20]}", f"{text} {term}: 9 new pages came on Sunday.")
        self.publish(COAST, *tunnel(MANY))
        self.poll(days=1)


def tunnel(number: int) -> tuple[str, str]:
    """Give one report of the matter with many sources, each in words and figures of its own."""
    speaker = ("Ada Brookfield", "Ruben Castell", "Mina Osterby")[number % 3]
    title = (
        f"Lowdale tunnel: {LONG}"
        if number % 7 == 0
        else f"Lowdale tunnel: {number + 2} pumps and a {speaker.split()[1]} plan"
    )
    text = (
        f"The Lowdale tunnel needs {number + 2} pumps, {speaker} said on day {number + 1} of the inquiry. "
        f"“The Lowdale tunnel will cost {number + 40} million crowns,” said {speaker}. "
        f"Section {number} of the report names {number * 3 + 1} leaks in the northern approach. "
        f"It is not clear who pays for leak {number * 5 + 2}."
    )
    return title, text
