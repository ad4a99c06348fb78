"""Thirty days of three invented outlets: two long stories, a column, a podcast, a ledger, and furniture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.model import Article

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
WIRE, COAST, INLAND = "Harbour Wire", "Coast Daily", "Inland Echo"

# A running story in steps: (title, text). The Coast Daily puts its tag before each of its own.
FERRY = """
crews vote to stop work over night shifts | Crews of the Ellery Line voted to stop work at Port Ellery.
union rejects first offer | The Mariners' Union turned down an offer of the Ellery Line on night shifts.
islanders stock up on flour | Shops on Hallow Island ran short as the Ellery Line ferries stay tied up.
owners go to court | The Ellery Line asked a judge at Port Ellery to forbid the strike of its ferry crews.
judge lets the walkout go on | A judge told the Ellery Line that the Mariners' Union may strike.
fishing boats carry the mail | Fishermen bring letters to Hallow Island while Ellery Line ferries lie idle.
minister calls both sides in | The transport minister met the Mariners' Union and the Ellery Line.
talks break down at midnight | The Mariners' Union left talks with the Ellery Line on night shifts.
schools on Hallow Island close | Teachers cannot reach Hallow Island since the ferry strike at Port Ellery.
new offer caps shifts at ten hours | The Ellery Line offered the Mariners' Union shifts of ten hours.
crews weigh the new offer | Members of the Mariners' Union at Port Ellery vote on the Ellery Line's offer.
crews turn the offer down | Ferry crews of the Ellery Line rejected ten-hour shifts by a wide margin.
navy sends a supply ship | A navy ship landed food on Hallow Island as the Ellery Line strike goes on.
owners name a go-between | The Ellery Line and the Mariners' Union agreed on a go-between for talks.
a deal is near | The Mariners' Union says a deal with the Ellery Line on night shifts is near.
strike ends after a month | Ferry crews of the Ellery Line go back to work at Port Ellery on Monday.
"""
REACTOR = """
Regulator halts Kestrel reactor after cooling fault | The Nuclear Safety Board shut the Kestrel plant.
Kestrel plant stays shut as pumps are tested | The Safety Board tests cooling pumps at the Kestrel reactor.
Engineer warned of Kestrel pumps a year ago | Ines Mirrow wrote to the Kestrel plant about cooling pumps.
Kestrel operator denies warning | The operator of the Kestrel reactor says no letter of Ines Mirrow came.
Safety Board finds letter on Kestrel pumps | The Nuclear Safety Board found the letter of Ines Mirrow.
Head of Kestrel plant steps down | Otto Brandeis left the Kestrel plant over the cooling pumps.
Kestrel reactor needs new cooling loop, board says | The Nuclear Safety Board wants new pumps at Kestrel.
Towns near Kestrel plant ask for iodine | Dunmoor wants tablets after the fault at the Kestrel reactor.
Parliament questions Brandeis on Kestrel | Otto Brandeis told members he saw no warning on Kestrel pumps.
Kestrel reactor may restart in autumn | The Safety Board says the Kestrel reactor could run with new pumps.
"""
# What each article on the two says again at its end.
BACKGROUND = (
    "Ferry crews at Port Ellery have been on strike over night shifts since March.",
    "The Kestrel reactor near Dunmoor was shut when its cooling pumps failed.",
)
COLUMN = """
why oats cost twice as much | Bakers blame a wet harvest and a mill fire for dear porridge.
what your roof is worth | Slate has risen in price, and so has the wage of the man on the ladder.
the true price of a free bank account | Lenders earn by overdrafts what they lose on cards.
how to argue with a gas bill | Meters are read by guess more often than by eye.
is a second-hand tractor an asset | Auctions in the hills fetch more than dealers for old machines.
saving for a wedding in three years | A hall, a band and forty guests can be had for less.
do you need a will at thirty | Solicitors say young parents put it off for longest.
how dentists set their fees | A crown costs a third more on the coast than inland.
when to fix your mortgage | Rates moved twice since winter, and lenders pulled their cheapest loans.
who pays when a tree falls | Insurers ask whether it leaned before the gale.
a pension for beekeepers | Those who sell honey at the gate seldom pay in.
the cost of keeping a horse | Hay, shoes and a vet add up to a small car.
how children learn thrift | Pocket money works best when it runs out.
what a degree returns | Nurses earn it back sooner than architects.
tipping without tears | Waiters keep less than diners believe when cards are used.
is gold worth holding | A drawer of coins pays no interest and buys no bread.
renting out the spare room | Lodgers come with tax rules that few landlords know.
how scammers sound on the telephone | They hurry you, and they know your street.
buying a boat with friends | Six owners need one treasurer and a bilge pump.
why stamps went up again | Letters are fewer, and each must carry more of the van.
behind the bill for a funeral | Oak is a choice, the hearse is not.
how to sell a piano | Nobody wants an upright, and movers charge by the stair.
allotments as investments | A row of leeks beats a savings book in a good summer.
when shops refuse coins | The law lets a till say no before you order.
insurance for a village fete | One loose tent peg can ruin a parish.
should you help a cousin with cash | Write it down, and date it.
the market for lighthouses | Buyers forget the path, the damp and the gulls.
are solar panels paying yet | South roofs do by their ninth year.
how to read a payslip | Three lines matter, and the last is not one of them.
the price of silence in a quiet carriage | Rail firms charge more for seats without chatter.
"""
OTHERS = """
Baker wins prize for seaweed bread | A loaf of rye and kelp took first place at the national fair.
Late snow surprises apple growers | Small fires burned between the trees to save the blossom.
Museum buys portrait of drowned poet | The canvas had hung in a barn for eighty years.
Choir from Ormsby sings in cathedral | Forty voices filled the nave on a wet evening.
Otter seen in city canal | Walkers filmed the animal under the glass bridge.
Chess club loses its hall | The roof let in rain over the last board.
Bus drivers learn sign language | Twelve signed up for lessons after a passenger's letter.
Village pub changes hands | The new landlord used to repair accordions.
Goalkeeper scores from own half | A gust took the ball over every head.
School finds Roman mosaic under gym | Pupils dug with spoons for a whole morning.
Cheese maker opens cave to visitors | Wheels of blue ripen there for nine months.
Cyclist rides round the lake backwards | It took two days and one fall.
Library lends out fishing rods | Borrowers must return them dry.
Storks nest on fire station | Crews now start their engines softly.
Tailor sews flag for new county | Red for brick, green for moss.
Beach loses a metre of sand | Winter storms carried it past the pier.
"""


def told(text: str) -> list[tuple[str, str]]:
    """Give the titles and texts of a list."""
    pairs = [line.split(" | ") for line in text.strip().splitlines()]
    return [(title, body) for title, body in pairs]


class Month:
    """Articles of a month in order of coming; each is asked for by what it belongs to."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.of: dict[str, list[int]] = {}

    def add(self, what: str, outlet: str, day: int, title: str, text: str) -> None:
        """Let an outlet bring one more article on a day, counted from 0, an hour after the last."""
        same_day = sum(one.published.date() == (MONDAY + timedelta(days=day)).date() for one in self.articles)
        moment = MONDAY + timedelta(days=day, hours=same_day)
        number = len(self.articles) + 1
        address = f"https://news.example/{number}"
        self.articles.append(Article(number, title, text, address, outlet, moment, moment))
        self.of.setdefault(what, []).append(number)


def month() -> Month:
    """Tell the whole month."""
    made = Month()
    ferry, reactor, column, others = map(told, (FERRY, REACTOR, COLUMN, OTHERS))
    for day in range(30):
        date = f"{MONDAY + timedelta(days=day):%A %-d %B}"
        if day % 2 == 0:
            title, text = ferry[day // 2]
            made.add("ferry", COAST, day, f"Ferry strike: {title}", f"{text} {BACKGROUND[0]}")
            made.add("ferry", WIRE, day, f"Port Ellery {title}", f"{text} {BACKGROUND[0]}")
        if day % 3 == 0:
            title, text = reactor[day // 3]
            made.add("reactor", INLAND, day, title, f"{text} {BACKGROUND[1]}")
            made.add(
                "reactor", COAST, day, f"{title} – live updates", f"{text} Follow it here as it happens."
            )
        title, text = column[day]
        made.add("column", COAST, day, f"Money Matters with Ada Quill: {title}", text)
        made.add("horoscope", INLAND, day, f"Horoscope for {date}", "Aries should rest. Leo meets a friend.")
        ledger = f"Morning Ledger, {date}"
        made.add("ledger", WIRE, day, ledger, f"{ferry[day // 2][1]} {reactor[day // 3][1]} And more.")
        if day % 7 == 6:
            both = f"{ferry[day // 2][1]} {reactor[day // 3][1]}"
            made.add("round-up", WIRE, day, "The week in shipping: strikes and storms", both)
        if day % 2:
            made.add("other", WIRE, day, *others[day // 2])
    return made
