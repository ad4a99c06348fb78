-- What tracker wrote while its schema was 3: a story of two articles with one version.
insert into articles (id, newest, url, url_key, guid, outlet, author, feed, published, fetched, story, via) values (1, 1, 'http://wire.example/one', 'wire.example/one', 'one', 'The Wire', '', 'http://wire.example/feed', '2026-05-04T12:00:00Z', '2026-05-04T12:00:00Z', 1, '');
insert into articles (id, newest, url, url_key, guid, outlet, author, feed, published, fetched, story, via) values (2, 2, 'http://wire.example/two', 'wire.example/two', 'two', 'The Wire', '', 'http://wire.example/feed', '2026-05-05T12:00:00Z', '2026-05-05T12:00:00Z', 1, '');
insert into article_feeds (article, feed, seen) values (1, 'http://wire.example/feed', '2026-05-04T12:00:00Z');
insert into article_feeds (article, feed, seen) values (2, 'http://wire.example/feed', '2026-05-05T12:00:00Z');
insert into revisions (id, article, number, title, text, seen) values (1, 1, 1, 'one', 'one, the council said.', '2026-05-04T12:00:00Z');
insert into revisions (id, article, number, title, text, seen) values (2, 2, 1, 'two', 'two, the council said.', '2026-05-05T12:00:00Z');
insert into stories (number, slug, title, created, updated, version, items, independent, pending, touches, merged_into) values (1, 'bridge', 'Bridge closed', '2026-05-04T12:00:00Z', '2026-05-05T12:00:00Z', 1, 2, 1, null, 0, null);
insert into slugs (slug, story) values ('bridge', 1);
insert into citations (story, number, article) values (1, 1, 1);
insert into citations (story, number, article) values (1, 2, 2);
insert into versions (story, number, written_at, engine, reason, dossier) values (1, 1, '2026-05-05T12:00:00Z', 'extractive', 'articles', '{"title":"Bridge closed","what":[{"text":"The bridge is closed.","citations":[1],"since":1}],"why_it_matters":[],"key_points":[],"open_questions":[],"narrative":[],"timeline":[],"perspectives":[],"tensions":[],"sources":[{"number":1,"article":1,"title":"Bridge closed","outlet":"The Wire","url":"http://wire.example/1","published":"2026-05-04T12:00:00Z","via":"","copy_of":null}],"dropped":0}');
insert into marks (story, followed, muted) values (1, 1, 0);
insert into placements (article, story, score, threshold, terms, gap_hours, runner_up, runner_up_score, reason) values (2, 1, 0.91, 0.4, '[["bridge", 0.6]]', 24.0, null, 0.0, 'clustered');
insert into operations (id, at, kind, account, payload, undone_at) values (1, '2026-05-05T12:00:00Z', 'merge', 'merged span into bridge', '{"from": 2, "to": 1, "articles": [2], "placements": []}', '2026-05-05T13:00:00Z');
insert into revisions_fts (rowid, title, text) select id, title, text from revisions;
