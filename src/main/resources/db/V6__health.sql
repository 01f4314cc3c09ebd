-- Where the posts of an entry's feed link: a line a link, made when the entry is taken in. One row
-- an entry that has any, beside the entry's own, which every listing reads.
create table if not exists links (
  entry_id bigint primary key references entry,
  links varchar not null
);

-- How many runs of attempts that did not go as ever the pages last told of. Only a cycle that was
-- killed leaves one that nothing else tells.
alter table subscription add column if not exists lapses int not null default 0;
create index if not exists attempts_outcome on attempts (outcome, feed_id);
