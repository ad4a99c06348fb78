"""Words that carry grammar or reporting, not content; lists of our own making."""

from __future__ import annotations


def word_set(paragraph: str) -> frozenset[str]:
    """Make a set of words from a paragraph of them, the form in which long lists stay readable."""
    return frozenset(paragraph.split())


# The words that hold English together and that its neighbours do not share: they tell the language.
ENGLISH = word_set(
    """
    the and of to that with for from this have has had by which would could should are were been
    being they their them there these those what when where who whose will it its his her him she he
    but not or because if then than about into after before while during between through against
    under over again further such only own same each both more most other some any few many much can
    at be you your our we us i my me
    """,
)

# Function words of languages that share letters and some short words with English.
FOREIGN = (
    word_set(
        """
        aan af al alla ao as att au auch auf aux av avec bir bu ce cette che com como con da dans das
        dat de del della dem den der des det di die do dos du e een ei ein eine einen el em en er es est
        et ett että för für gli het i ikke il ile im inte ist için ja jest la las le les lo los met mit
        más na nel nicht nie niet no non não o och og oli on ook op os par para pas pelo per pero plus
        por pour på que qui se sich się som sono sont su sur te til till um uma un una und une van ve
        von voor w werden wird y z zijn zu är że
        """,
    )
    - ENGLISH
)

STOPWORDS = ENGLISH | word_set(
    """
    a an in on is was as am did do does doing done so no nor too very just also still even yet ever
    never now here how why all out off up down per via amid among across around along without within
    upon onto toward towards until till since though although however whether either neither unless
    whom me mine yours ours theirs himself herself itself themselves ourselves myself yourself
    having may might must shall ought cannot can't don't doesn't didn't isn't aren't wasn't weren't
    won't wouldn't couldn't shouldn't hasn't haven't hadn't it's he's she's that's there's they're
    we're you're i'm i've we've they've i'll we'll they'll he'll she'll let's what's who's
    said says say saying told tells tell according added adds add reported reports report reportedly
    like get gets got getting go goes going went come comes came coming make makes made making take
    takes took taken taking give gives gave given use used using put set
    one two first another every everyone someone something anything nothing everything
    back well way much lot really quite rather almost already perhaps maybe always often
    mr mrs ms dr new news thing things etc eg ie
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    """,
)
