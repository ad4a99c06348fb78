"""What a user can do with the story list, a story, its versions and their differences."""

from __future__ import annotations

from tracker.screens.command import LISTENING, Command

STORY_SCOPES = ("home", "story")
_MOVE, _HOME, _STORY = "Moving", "Story list", "Story"
_CORRECT, _VERSIONS = "Correcting", "Versions and differences"

STORY_COMMANDS: tuple[Command, ...] = (
    # ---------------------------------------------------------------- the story list
    Command("open", ("enter", "right"), "Open", "Open what the cursor is on.", _MOVE, ("list",), ("list",)),
    Command(
        "unread",
        ("u",),
        "Unread",
        "List only the stories that changed since you read them.",
        _HOME,
        ("home",),
        ("home",),
    ),
    Command(
        "lone", ("l",), "Lone", "List articles that belong to no story yet.", _HOME, ("home",), ("home",)
    ),
    Command(
        "toggle_read",
        ("N",),
        "Read or unread",
        "Mark the story read, or its last change unread.",
        _HOME,
        ("home",),
    ),
    Command(
        "read_all",
        ("A",),
        "All read",
        "Mark all the stories of the list read; undo takes it back.",
        _HOME,
        ("home",),
    ),
    Command("muted", ("M",), "Muted", "List the stories you muted too.", _HOME, ("home",)),
    # ---------------------------------------------------------------- a story
    Command(
        "older", ("left_square_bracket",), "Older", "Show the version before.", _STORY, ("story", "diff")
    ),
    Command(
        "newer", ("right_square_bracket",), "Newer", "Show the version after.", _STORY, ("story", "diff")
    ),
    Command(
        "diff",
        ("d",),
        "Diff",
        "Show what changed since you last read.",
        _STORY,
        (*STORY_SCOPES, "history"),
        (*STORY_SCOPES, "history"),
    ),
    Command(
        "history",
        ("h",),
        "History",
        "List the versions and why each was written.",
        _STORY,
        STORY_SCOPES,
        STORY_SCOPES,
    ),
    Command(
        "evolution",
        ("p",),
        "People",
        "Show how each actor's stance moved, version by version.",
        _STORY,
        STORY_SCOPES,
        ("story",),
    ),
    Command(
        "blame",
        ("B",),
        "Blame",
        "Show since which version each sentence stands, and on whose word.",
        _STORY,
        STORY_SCOPES,
    ),
    Command("why", ("w",), "Why", "Show why these articles are one story.", _STORY, STORY_SCOPES),
    Command("merge", ("plus",), "Merge", "Merge another story into this one.", _CORRECT, STORY_SCOPES),
    Command(
        "pin",
        ("P",),
        "Pin",
        "Pin the story as it is, or an article to its story; once more loosens it.",
        _CORRECT,
        (*STORY_SCOPES, "why"),
        ("why",),
    ),
    Command(
        "move", ("m",), "Move", "Move the article to another story.", _CORRECT, ("why", "article"), ("why",)
    ),
    Command(
        "split",
        ("x",),
        "Split",
        "Give the article a story of its own.",
        _CORRECT,
        ("why", "article"),
        ("why",),
    ),
    Command(
        "seek",
        ("S",),
        "Seek",
        "Follow the story and let it ask your search feeds, or let it ask no more.",
        _STORY,
        STORY_SCOPES,
    ),
    Command(
        "follow_terms",
        ("T",),
        "Follow terms",
        "Follow a story of your own: all that has one of the terms you name.",
        _STORY,
        STORY_SCOPES,
    ),
    Command(
        "browser",
        ("o",),
        "Browser",
        "Open the selected or newest source in the browser.",
        _STORY,
        (*STORY_SCOPES, "article"),
        ("article",),
    ),
    Command(
        "follow",
        ("f",),
        "Follow",
        "Follow the story, or stop following it.",
        _STORY,
        STORY_SCOPES,
        STORY_SCOPES,
    ),
    Command(
        "mute", ("m",), "Mute", "Hide the story from the list; undo brings it back.", _STORY, STORY_SCOPES
    ),
    Command(
        "copy",
        ("y",),
        "Copy",
        "Copy the address of the selected or newest source.",
        _STORY,
        (*STORY_SCOPES, "article"),
    ),
    Command("next_story", ("J",), "Next", "Go on to the next story of the list.", _STORY, ("story",)),
    Command(
        "previous_story", ("K",), "Previous", "Go back to the previous story of the list.", _STORY, ("story",)
    ),
    Command(
        "whole",
        ("e",),
        "Whole text",
        "Fetch the page of an article and show its whole text.",
        _STORY,
        ("article",),
        ("article",),
    ),
    *LISTENING,
    # ---------------------------------------------------------------- history and diff
    Command(
        "mark",
        ("space",),
        "Mark",
        "Mark a version; enter compares two marked ones.",
        _VERSIONS,
        ("history",),
        ("history",),
    ),
    Command(
        "layout",
        ("s",),
        "Side by side",
        "Switch between one column and two.",
        _VERSIONS,
        ("diff",),
        ("diff",),
    ),
    Command(
        "section",
        ("f",),
        "Section",
        "Show the changes of one section, then the next, then all.",
        _VERSIONS,
        ("diff",),
        ("diff",),
    ),
)
