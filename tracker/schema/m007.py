"""Schema 7. Keep the order of the story list and its counts, so that a page of it costs what a page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# Seconds that twice as many independent sources are worth: tenfold is 45,000 s, as in Reddit's "hot" rank
# (https://github.com/reddit-archive/reddit/blob/master/r2/r2/lib/db/_sorts.pyx). A sum of time and weight
# never has to be computed again as time goes on, for all stories age alike.
_DOUBLING = 13_546

# The logarithm to base 2 by straight lines between the powers, for SQLite may be built without one;
# from 128 on more sources are worth no more.
_DOUBLINGS = """case when n >= 128 then 7 when n >= 64 then 6 + (n - 64) / 64.0
    when n >= 32 then 5 + (n - 32) / 32.0 when n >= 16 then 4 + (n - 16) / 16.0
    when n >= 8 then 3 + (n - 8) / 8.0 when n >= 4 then 2 + (n - 4) / 4.0
    when n >= 2 then 1 + (n - 2) / 2.0 else 0 end"""

# What is to be true of a listed story; the triggers write it into `shelf`, a row at a time.
# `kind`: 2 for a running story, 1 for a lone article.
_SHELVED = f"""create view shelved as select story, kind, muted, unread,
        seconds + cast({_DOUBLING} * ({_DOUBLINGS}) as integer) as rank
    from (select s.number as story, 1 + (s.items > 1 or f.story is not null) as kind,
            coalesce(m.muted, 0) <> 0 as muted,
            s.version > coalesce(r.version, 0)
                or (s.version = 0 and s.items > 0 and r.story is null) as unread,
            cast(strftime('%s', s.updated) as integer) as seconds, min(s.independent, s.items) as n
        from stories s left join reads r on r.story = s.number left join marks m on m.story = s.number
        left join follows f on f.story = s.number and f.ended is null
        where s.merged_into is null and (s.items > 0 or f.story is not null))"""  # noqa: S608 - constants

# Where the order of a story may have changed, and how its row is called there.
_EVENTS = (
    ("stories", "insert", "number", "new", ""),
    (
        "stories",
        "update of updated, version, items, independent, merged_into",
        "number",
        "new",
        """when (old.updated, old.version, old.items, old.independent, old.merged_into)
            is not (new.updated, new.version, new.items, new.independent, new.merged_into)""",
    ),
    ("stories", "delete", "number", "old", ""),
    *(
        (table, event, "story", row, "")
        for table in ("reads", "marks", "follows")
        for event, row in (("insert", "new"), ("update", "new"), ("delete", "old"))
    ),
)


def m007_the_order_of_the_list(db: Database) -> None:
    """Keep the order of the story list and its counts, so that a page of it costs what a page holds."""
    db.execute(_SHELVED)
    db.execute(
        """create table shelf (story integer primary key, kind integer not null, muted integer not null,
            unread integer not null, rank integer not null)"""
    )
    # They cover what filters ask, so that a row that doesn't pass costs no look into the table.
    db.execute("create index idx_shelf on shelf(kind desc, rank desc, story desc, muted)")
    db.execute("create index idx_shelf_unread on shelf(kind desc, rank desc, story desc, muted) where unread")
    # At most eight rows.
    db.execute(
        """create table tally (kind integer, muted integer, unread integer, stories integer not null,
            primary key (kind, muted, unread)) without rowid"""
    )
    _keep_counts(db)
    _keep_order(db)
    db.execute("insert into shelf select story, kind, muted, unread, rank from shelved")
    _what_is_searched(db)


def _keep_order(db: Database) -> None:
    """Let every change of a story, a read mark, a mark or a definition put the story where it belongs."""
    for table, event, key, row, condition in _EVENTS:
        name = f"shelf_{table}_{event.partition(' ')[0]}"
        # Names and conditions are the constants above.
        db.execute(
            f"""create trigger {name} after {event} on {table} {condition} begin
                delete from shelf where story = {row}.{key}
                    and not exists (select 1 from shelved where story = {row}.{key});
                insert into shelf (story, kind, muted, unread, rank)
                    select story, kind, muted, unread, rank from shelved where story = {row}.{key}
                    on conflict (story) do update set kind = excluded.kind, muted = excluded.muted,
                        unread = excluded.unread, rank = excluded.rank
                    where (shelf.kind, shelf.muted, shelf.unread, shelf.rank)
                        is not (excluded.kind, excluded.muted, excluded.unread, excluded.rank);
            end"""  # noqa: S608
        )


def _keep_counts(db: Database) -> None:
    """Let every change of the list count."""
    more = """insert into tally values (new.kind, new.muted, new.unread, 1)
        on conflict do update set stories = stories + 1;"""
    fewer = """update tally set stories = stories - 1
        where kind = old.kind and muted = old.muted and unread = old.unread;"""
    for event, work in (("insert", more), ("delete", fewer), ("update", fewer + more)):
        db.execute(f"create trigger tally_{event} after {event} on shelf begin {work} end")


def _what_is_searched(db: Database) -> None:
    """Let a search ask for an outlet's newest articles, and for who speaks in a story's dossier."""
    db.table("articles").create_index(["outlet", "published"])
    # A full-text table takes no further column. `actors`: a name a line.
    db.execute(
        """create virtual table told using fts5(title, body, actors,
            tokenize='unicode61 remove_diacritics 2')"""
    )
    db.execute(
        """insert into told (rowid, title, body, actors) select f.rowid, f.title, f.body,
            coalesce((select group_concat(json_extract(j.value, '$.actor'), char(10))
                from versions v, json_each(v.dossier, '$.perspectives') j
                where v.story = s.number and v.number = s.version), '')
        from dossiers_fts f left join stories s on s.number = f.rowid"""
    )
    db.execute("drop table dossiers_fts")
    db.execute("alter table told rename to dossiers_fts")
