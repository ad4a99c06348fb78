"""What a language model did for a version is said on its page, and nothing where none took part."""

from __future__ import annotations

from dataclasses import replace

from tests.rendered import SECOND, STORY
from tracker.model import Account, SectionAccount, Version
from tracker.render.account import account_data, account_notes
from tracker.render.html import story_html
from tracker.render.markdown import version_markdown
from tracker.render.page import dossier_page

ACCOUNT = Account(
    "small-one",
    (
        SectionAccount("what", 3, 2, 1, (("name", 2), ("word", 1))),
        SectionAccount("narrative", 0, 1, 0, (), "The model's server answered 503.", absent=True),
        SectionAccount("title", 0, 0, 0, (("name", 1),), "The model's server answered 503.", absent=True),
    ),
    1200,
    80,
)
NOTES = (
    "3 sentences by small-one: 3 requests, 1 nudge, 1,280 tokens",
    "Not in the sources, or told already: 3 for a name, 1 for a word",
    "In the sources’ own words: Narrative, Title (The model's server answered 503)",
)


def by_model() -> Version:
    return replace(SECOND, dossier=replace(SECOND.dossier, account=ACCOUNT))


def test_what_was_written_dropped_and_replaced_is_said() -> None:
    assert account_notes(ACCOUNT) == NOTES


def test_where_no_model_took_part_nothing_is_said() -> None:
    assert account_notes(Account()) == ()
    assert account_data(Account()) is None


def test_the_notes_stand_on_the_page_and_in_every_export() -> None:
    page = "\n".join("".join(span.text for span in line.spans) for line in dossier_page(by_model(), STORY))
    assert all(note in page for note in NOTES)
    assert "3 sentences by small" in version_markdown(by_model(), STORY)
    assert all(f'<p class="soft">{note[:20]}' in story_html(STORY, by_model()) for note in NOTES)
