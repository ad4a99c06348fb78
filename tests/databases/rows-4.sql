-- What tracker wrote while its schema was 4: what the user ruled and defined, a union, and a note.
insert into pins (article, story, at) values (1, 1, '2026-05-06T12:00:00Z');
insert into apart (low, high, at) values (1, 2, '2026-05-06T12:00:00Z');
insert into unions (id, story, into_story, at, score, threshold, terms, members, placements, undone_at) values (1, 9, 1, '2026-05-06T12:00:00Z', 0.9, 0.5, '[{"term": "bridge", "weight": 0.9, "name": false}]', '[2]', '[]', null);
insert into stories (number, slug, title, created, updated, version, items, independent, pending, touches, merged_into) values (3, 'ferries', 'Ferries', '2026-05-06T12:00:00Z', '2026-05-06T12:00:00Z', 0, 0, 0, null, 0, null);
insert into slugs (slug, story) values ('ferries', 3);
insert into follows (story, name, terms, search, at, ended) values (3, 'Ferries', '{"terms": ["ferry"], "excluded": [], "every": false}', 1, '2026-05-06T12:00:00Z', null); -- the definition
insert into marks (story, followed, muted, pinned) values (3, 1, 0, 1);
insert into taken (article, story, home, placement) values (3, 3, 2, '');
insert into notes (article, text, reader, note) values (1, 1, 'a reader', x'0102');
