"""The table of commands itself; `commands` makes bindings, palette and help of it."""

from __future__ import annotations

from dataclasses import dataclass

STORY_SCOPES = ("home", "story")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    `keys` are Textual's names of keys; the action is `action_<id>`. `scopes` says where the
    command works, `shown` in which of them the footer names it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scopes: tuple[str, ...]
    shown: tuple[str, ...] = ()


_EVERYWHERE, _MOVE, _READ, _HOME, _STORY = "Everywhere", "Moving", "Reading", "Story list", "Story"
_CORRECT, _VERSIONS, _FEEDS = "Correcting", "Versions and differences", "Feeds"
_BOTH = ("list", "page")

COMMANDS: tuple[Command, ...] = (
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
    # ---------------------------------------------------------------- feeds
    Command(
        "add",
        ("a",),
        "Add",
        "Subscribe to a feed, or to the feed of a page.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
    ),
    Command(
        "remove",
        ("x",),
        "Remove",
        "Unsubscribe from the feed; undo brings it back.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
    ),
    Command(
        "poll_feed", ("r",), "Poll", "Poll the feed under the cursor now.", _FEEDS, ("feeds",), ("feeds",)
    ),
    # ---------------------------------------------------------------- moving
    Command("down", ("j", "down"), "Down", "Move down.", _MOVE, _BOTH),
    Command("up", ("k", "up"), "Up", "Move up.", _MOVE, _BOTH),
    Command("top", ("g", "home"), "Top", "Go to the top.", _MOVE, _BOTH),
    Command("bottom", ("G", "end"), "Bottom", "Go to the bottom.", _MOVE, _BOTH),
    Command("half_down", ("ctrl+d",), "Half down", "Move half a screen down.", _MOVE, _BOTH),
    Command("half_up", ("ctrl+u",), "Half up", "Move half a screen up.", _MOVE, _BOTH),
    Command("page_down", ("pagedown", "ctrl+f"), "Page down", "Move a screen down.", _MOVE, _BOTH),
    Command("page_up", ("pageup", "ctrl+b"), "Page up", "Move a screen up.", _MOVE, _BOTH),
    Command(
        "read_on",
        ("space",),
        "Read on",
        "Scroll on in the text, in a list in its preview.",
        _READ,
        ("page", "home", "why"),
    ),
    Command(
        "read_back",
        ("b",),
        "Read back",
        "Scroll back in the text or the preview.",
        _READ,
        ("page", "home", "why"),
    ),
    Command("next_section", ("n",), "Next section", "Go to the next section.", _READ, ("page",)),
    Command("previous_section", ("N",), "Previous section", "Go to the previous section.", _READ, ("page",)),
    Command("next_link", ("tab",), "Next citation", "Select the next citation or link.", _READ, ("page",)),
    Command(
        "previous_link",
        ("shift+tab",),
        "Previous citation",
        "Select the citation or link before.",
        _READ,
        ("page",),
    ),
    Command(
        "follow_link",
        ("enter",),
        "Source",
        "Open the selected citation, or the source whose number you typed.",
        _READ,
        ("page",),
        ("page",),
    ),
    # ---------------------------------------------------------------- everywhere
    Command(
        "search",
        ("slash",),
        "Search",
        "Search articles and dossiers.",
        _EVERYWHERE,
        ("app",),
        ("app",),
    ),
    Command(
        "feeds", ("F",), "Feeds", "Show the feeds: health, when each is due and why.", _EVERYWHERE, ("app",)
    ),
    Command("poll", ("r",), "Poll", "Poll the feeds that are due now.", _EVERYWHERE, ("app",)),
    Command("poll_all", ("R",), "Poll all", "Poll every feed now, due or not.", _EVERYWHERE, ("app",)),
    Command(
        "undo",
        ("U",),
        "Undo",
        "Undo the last act: a correction, a subscription, a mute.",
        _EVERYWHERE,
        ("app",),
    ),
    Command(
        "theme",
        ("t",),
        "Theme",
        "Change to the next theme: dark, light, the terminal's own colours.",
        _EVERYWHERE,
        ("app",),
        (),
    ),
    Command("command", ("colon",), "Command", "Type a command by its name.", _EVERYWHERE, ("app",)),
    Command("palette", ("ctrl+p",), "Palette", "Find a command.", _EVERYWHERE, ("app",)),
    Command("help", ("question_mark",), "Help", "Show these keys.", _EVERYWHERE, ("app",), ("app",)),
    Command("back", ("q",), "Back", "Go back; from the story list, quit.", _EVERYWHERE, ("app",), ("app",)),
    Command("leave", ("escape",), "Leave", "Go back.", _EVERYWHERE, ("app",)),
    Command("quit", ("Q", "ctrl+q"), "Quit", "Leave tracker.", _EVERYWHERE, ("app",)),
)

GROUPS = tuple(dict.fromkeys(command.group for command in COMMANDS))
