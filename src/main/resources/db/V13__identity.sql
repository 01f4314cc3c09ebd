-- What the feed says now: its date (the planet's does not follow it), and whether the title is the author's own.
alter table entry add column if not exists said bigint;
alter table entry add column if not exists titled boolean not null default true;

-- Weaker signs of an entry, digests too: posts that are one are found by them, not decided.
alter table entry add column if not exists marks bigint array;
alter table entry add column if not exists former bigint array;

-- What the entry was last known again by, where its feed changed its id or address.
alter table entry add column if not exists matched varchar;

-- The id under which the planet's feeds gave it out before its feed changed id or address: readers know it by that.
alter table entry add column if not exists lasting varchar;

-- Since when its author has taken it out of the feed; and whether its text was dropped to save room.
alter table entry add column if not exists withdrawn bigint;
alter table entry add column if not exists pruned boolean not null default false;

-- Every mark of an entry, and every key that it had before: all it was ever known by but for its present keys.
create table if not exists mark (
  of_key bigint not null,
  entry_id bigint not null,
  primary key (of_key, entry_id)
);

-- What a feed brought when.
create index if not exists entry_seen on entry (feed_id, first_seen);

-- Since when the verdict stands, until when it holds an entry back, and whether the front page may have the post.
alter table post add column if not exists since bigint;
alter table post add column if not exists until bigint;
alter table post add column if not exists front boolean not null default true;

-- When the planet began to list the feed.
alter table subscription add column if not exists since bigint;
