-- What tracker wrote while its schema was 3: an article with the text of its page, and one that a rule hides.
insert into articles (id, newest, whole, url, url_key, guid, outlet, author, feed, published, fetched, story, via, page, muted, enclosures) values (3, 3, 4, 'http://wire.example/three', 'wire.example/three', 'three', 'The Wire', '', 'http://wire.example/feed', '2026-05-06T12:00:00Z', '2026-05-06T12:00:00Z', 2, '', 'taken', '', '[["http://wire.example/three.mp3", "audio/mpeg", 9]]');
insert into articles (id, newest, url, url_key, guid, outlet, author, feed, published, fetched, story, via, muted) values (4, 5, 'http://wire.example/four', 'wire.example/four', 'four', 'The Wire', '', 'http://wire.example/feed', '2026-05-06T13:00:00Z', '2026-05-06T13:00:00Z', null, '', 'mute: four');
insert into article_feeds (article, feed, seen) values (3, 'http://wire.example/feed', '2026-05-06T12:00:00Z');
insert into article_feeds (article, feed, seen) values (4, 'http://wire.example/feed', '2026-05-06T13:00:00Z');
insert into revisions (id, article, number, title, text, seen) values (3, 3, 1, 'three', 'three, the mayor said.', '2026-05-06T12:00:00Z');
insert into revisions (id, article, number, title, text, seen, source) values (4, 3, 2, 'three', 'three, the mayor said. The ferry runs till noon.', '2026-05-06T12:01:00Z', 'page');
insert into revisions (id, article, number, title, text, seen) values (5, 4, 1, 'four', 'four, an advertisement.', '2026-05-06T13:00:00Z');
insert into revisions_fts (rowid, title, text) select id, title, text from revisions where id > 2;
insert into stories (number, slug, title, created, updated, version, items, independent, pending, touches, merged_into) values (2, 'three', 'three', '2026-05-06T12:00:00Z', '2026-05-06T12:00:00Z', 0, 1, 1, null, 0, null);
insert into slugs (slug, story) values ('three', 2);
insert into hosts (name, closed_until) values ('wire.example', '2026-05-07T12:00:00Z');
insert into remembered (name, value) values ('rules', 'd2');
update feeds set size = 2000, saved = 4000, moved_to = 'http://wire.example/new', moved_since = '2026-05-06T12:00:00Z', moved_seen = 2, wishes = '{}';
