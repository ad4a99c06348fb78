"""GitHub, GitLab, Codeberg, SourceHut, SourceForge.

GitHub: https://docs.github.com/en/rest/activity/feeds, and the link tags of its pages; issues
have no feed. GitLab: docs.gitlab.com, "RSS" in "Use your data". Forgejo: forgejo.org/docs,
"RSS feeds". SourceHut: the links of its pages.
"""

from __future__ import annotations

from tracker.discover.sites.rule import Rule

_GITHUB, _GIST, _GITLAB = ("github.com",), ("gist.github.com",), ("gitlab.com",)
_FORGEJO = ("codeberg.org", "gitea.com")
# First parts of GitHub's paths that are no user: its own pages.
_OWN = (
    "about|apps|codespaces|collections|contact|copilot|customer-stories|dashboard|enterprise|events|explore|features|"
    "issues|join|login|marketplace|new|notifications|orgs|organizations|pricing|pulls|readme|search|"
    "security|settings|signup|site|solutions|sponsors|stars|team|topics|trending"
)
_OWNER = rf"/(?!(?:{_OWN})(?:/|$))(?P<owner>[^/]+)"
_REPO = _OWNER + r"/(?P<repo>[^/]+?)(?:\.git)?"
_AT = "https://github.com/{owner}/{repo}/"
_RELEASES = ("Releases of {owner}/{repo}", _AT + "releases.atom")
_TAGS = ("Tags of {owner}/{repo}", _AT + "tags.atom")
_COMMITS = ("Commits to {owner}/{repo}", _AT + "commits.atom")

_LAB = r"/(?!(?:explore|dashboard|groups|help|users|search)(?:/|$))(?P<project>[^/]+(?:/(?!-(?:/|$))[^/]+)+)"
_LAB_AT = "https://gitlab.com/{project}"
_LAB_FEEDS = (
    ("Releases of {project}", _LAB_AT + "/-/releases.atom"),
    ("Tags of {project}", _LAB_AT + "/-/tags?format=atom"),
    ("Activity in {project}", _LAB_AT + ".atom"),
)
_OURS = r"/(?!(?:explore|user|api|assets|admin|-)(?:/|$))(?P<owner>[^/]+)"
_FORGE = _OURS + r"/(?P<repo>[^/]+?)(?:\.git)?"
_FORGE_AT = "https://{host}/{owner}/{repo}"
_FORGE_FEEDS = (
    ("Releases of {owner}/{repo}", _FORGE_AT + "/releases.rss"),
    ("Tags of {owner}/{repo}", _FORGE_AT + "/tags.rss"),
    ("Activity in {owner}/{repo}", _FORGE_AT + ".rss"),
)

RULES = (
    Rule(
        _GITHUB,
        r"/orgs/(?P<owner>[^/]+)/discussions(?:/.*)?",
        (("Discussions of {owner}", "https://github.com/orgs/{owner}/discussions.atom"),),
    ),
    Rule(
        _GITHUB,
        _REPO + r"/(?:commits|tree|blob)/(?P<ref>.+?)",
        (("Commits to {owner}/{repo} at {ref}", _AT + "commits/{ref}.atom"), _RELEASES, _TAGS),
    ),
    Rule(_GITHUB, _REPO + r"/commits", (_COMMITS, _RELEASES, _TAGS)),
    Rule(_GITHUB, _REPO + r"/tags", (_TAGS, _RELEASES, _COMMITS)),
    Rule(
        _GITHUB,
        _REPO + r"/(?P<part>discussions|wiki)(?:/.*)?",
        (("{owner}/{repo}: {part}", _AT + "{part}.atom"), _RELEASES, _COMMITS, _TAGS),
    ),
    Rule(_GITHUB, _REPO + r"(?:/.*)?", (_RELEASES, _COMMITS, _TAGS)),
    Rule(_GITHUB, _OWNER, (("Activity of {owner}", "https://github.com/{owner}.atom"),)),
    Rule(
        _GIST,
        r"/(?P<owner>[^/]+)/starred",
        (("Gists starred by {owner}", "https://gist.github.com/{owner}/starred.atom"),),
    ),
    Rule(
        _GIST,
        r"/(?!(?:discover|search|login|join|settings|starred|forked)(?:/|$))(?P<owner>[^/]+)(?:/[0-9a-f]+)?",
        (("Gists of {owner}", "https://gist.github.com/{owner}.atom"),),
    ),
    Rule(
        _GITLAB,
        _LAB + r"/-/(?:commits|tree|blob)/(?P<ref>[^/]+)(?:/.*)?",
        (("Commits to {project} at {ref}", _LAB_AT + "/-/commits/{ref}?format=atom"), *_LAB_FEEDS),
    ),
    Rule(_GITLAB, _LAB + r"/-/tags(?:/.*)?", (_LAB_FEEDS[1], _LAB_FEEDS[0], _LAB_FEEDS[2])),
    Rule(_GITLAB, _LAB + r"(?:/-/.*)?", _LAB_FEEDS),
    Rule(
        _GITLAB,
        r"/(?!(?:explore|dashboard|groups|help|users|search)$)(?P<owner>[^/]+)",
        (("Activity of {owner}", "https://gitlab.com/{owner}.atom"),),
    ),
    Rule(
        _FORGEJO,
        _FORGE + r"/src/branch/(?P<ref>.+)",
        (("Commits to {owner}/{repo} at {ref}", _FORGE_AT + "/rss/branch/{ref}"), *_FORGE_FEEDS),
    ),
    Rule(_FORGEJO, _FORGE + r"/tags", (_FORGE_FEEDS[1], _FORGE_FEEDS[0], _FORGE_FEEDS[2])),
    Rule(_FORGEJO, _FORGE + r"(?:/(?!rss/branch/).*)?", _FORGE_FEEDS),
    Rule(_FORGEJO, _OURS, (("Activity of {owner}", "https://{host}/{owner}.rss"),)),
    Rule(
        ("git.sr.ht",),
        r"/~(?P<owner>[^/]+)/(?P<repo>[^/]+)(?:/(?:log|tree|refs).*)?",
        (
            ("Releases of {repo}", "https://git.sr.ht/~{owner}/{repo}/refs/rss.xml"),
            ("Commits to {repo}", "https://git.sr.ht/~{owner}/{repo}/log/rss.xml"),
        ),
    ),
    Rule(
        ("sourceforge.net",),
        r"/(?:projects|p)/(?P<name>[^/]+)(?:/.*)?",
        (("Files of {name}", "https://sourceforge.net/projects/{name}/rss?path=/"),),
    ),
)
