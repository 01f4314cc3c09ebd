-- How a planet spells its tags: as most of its authors do.
create table if not exists tag (
  planet_id bigint not null references planet,
  tag varchar not null,
  label varchar not null,
  primary key (planet_id, tag)
);

-- What was made of a post: at `revision` of its entry its signs, and the keys of tags that fit it
-- where it has none (`suggested`, a line a tag; null where none were sought). `due` where something is still to
-- be done: where the revision is the entry's own, what it is related to.
create table if not exists gist (
  planet_id bigint not null references planet,
  entry_id bigint not null references entry,
  revision int not null,
  due boolean not null,
  suggested varchar,
  primary key (planet_id, entry_id)
);
create index if not exists gist_due on gist (planet_id, due, entry_id desc);

-- Digests of what tells most of a post (words, tags, links), with how much each tells: posts that share some are
-- related. Only posts that are shown have any.
create table if not exists sign (
  planet_id bigint not null references planet,
  of_key bigint not null,
  date bigint not null,
  entry_id bigint not null references entry,
  weight double precision not null,
  link boolean not null
);
create index if not exists sign_key on sign (planet_id, of_key, date desc, entry_id);
create index if not exists sign_entry on sign (entry_id, planet_id);

-- Posts on the same things, the most alike first.
create table if not exists related (
  planet_id bigint not null references planet,
  entry_id bigint not null references entry,
  place int not null,
  other_id bigint not null references entry,
  primary key (planet_id, entry_id, place)
);
create index if not exists related_other on related (other_id, planet_id);

-- What was learned of how a planet's authors tag: from `posts` posts, at `made`.
create table if not exists vocabulary (
  planet_id bigint primary key references planet,
  made bigint not null,
  posts int not null,
  learned ${bytes} not null
);

-- A feed's newest entries.
create index if not exists entry_newest on entry (feed_id, first_seen desc, id desc);
