-- What a planet's posts come to, counted when verdicts are given (Tally): `posts` for each `part` of a
-- `name` of a `kind`, such as of each month of a tag. No row where there are none.
create table if not exists tally (
  planet_id bigint not null references planet,
  kind varchar not null,
  name varchar not null,
  part varchar not null,
  posts int not null,
  primary key (planet_id, kind, name, part)
);
-- What is linked most. Of all else counted nothing is asked for by its number.
create index if not exists tally_most on tally (planet_id, kind, posts desc, name);

-- From when on links are counted; null where nothing was counted yet, which is then done when the planet
-- is next asked for.
alter table planet add column if not exists counted_from bigint;

-- Where the post links, as it was counted: the entry may have been revised since.
alter table post add column if not exists links varchar;
update post set links = (select l.links from links l where l.entry_id = post.entry_id)
where verdict = 'shown' and links is null;

-- What is a duplicate of what.
create index if not exists post_of on post (planet_id, of_entry);
