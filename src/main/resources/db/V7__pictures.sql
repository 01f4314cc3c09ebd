-- Pictures that lie in the data directory, in `pictures`. `kind`: face (`source` is the address or the file
-- that feeds.ini names), icon (`source` is the address of the feed whose site has it), post (`source` is
-- the address of the picture). `file` is null where there is none to be had. `due` is when it is asked
-- for next, `failures` how often that came to nothing in a row, `date` the newest post's that shows it.
create table if not exists picture (
  kind varchar not null,
  source varchar not null,
  file varchar,
  width int not null default 0,
  height int not null default 0,
  etag varchar,
  last_modified varchar,
  validators_url varchar,
  asked bigint,
  due bigint not null,
  failures int not null default 0,
  error varchar,
  date bigint,
  primary key (kind, source)
);
create index if not exists picture_due on picture (kind, due);

-- Which posts show which pictures, of entries that were looked through at this revision of theirs.
create table if not exists pictured (
  entry_id bigint primary key references entry,
  revision int not null
);
create table if not exists entry_picture (
  entry_id bigint not null references entry,
  source varchar not null,
  primary key (entry_id, source)
);
create index if not exists entry_picture_source on entry_picture (source);

-- Whether all posts that the planet shows of the feed were looked through.
alter table subscription add column if not exists pictured boolean not null default false;

-- Pages that are to be made again as a picture came or went: those of an entry, or with entry 0 all
-- those of a feed.
create table if not exists repaint (
  planet_id bigint not null references planet,
  feed_id bigint not null,
  entry_id bigint not null,
  primary key (planet_id, feed_id, entry_id)
);
