-- What tracker wrote while its schema was 6: what went, what was read elsewhere, and what is to be told.
insert into dropped (id, feed, url, url_key, guid, title, published, fetched, seen) values (90, 'http://wire.example/feed', 'http://wire.example/old', 'wire.example/old', 'old', 'old', '2025-05-06T12:00:00Z', '2025-05-06T12:00:00Z', '2026-05-06T12:00:00Z');
insert into seen (mark, at) values ('u:wire.example/one', '2026-05-06T12:00:00Z');
insert into awaited (slug, at, state) values ('elsewhere', '2026-05-06T12:00:00Z', '{"slug": "elsewhere", "title": "Elsewhere", "read_at": null, "articles": []}');
insert into marked (story, mark, at) values (1, 'followed', '2026-05-06T12:00:00Z');
insert into thinned (story, number, at) values (8, 1, '2026-05-06T12:00:00Z');
insert into notices (story, before, version, owed_at, told, told_at) values (1, 0, 1, '2026-05-06T12:00:00Z', 0, null);
