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
    frozenset(
        """
    der die das und nicht ist ein eine einen dem den des im mit auf für von zu sich auch wird werden
    le la les des du et est une un dans pour par sur avec qui que au aux ce cette sont pas plus
    el los las del y en con por para una es se su lo como pero más al
    o os as do da dos das em um uma não com na no ao pelo
    il lo gli di che e per non sono della nel alla i
    de het een van en niet op te voor zijn met aan ook dat er
    och att det som på är för av till inte den ett
    og af til ikke på det som
    ja ei on että oli se
    w z na się nie do jest że i
    ve bir bu için ile
    """.split(),
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
