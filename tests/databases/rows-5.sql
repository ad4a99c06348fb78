-- What tracker wrote while its schema was 5: what it has read in an article.
insert into analyses (article, reader, analysis) values (1, 'a reader', x'0304');
