-- What a feed's last whole document listed: the numbers of its entries in its order, in runs
-- (`12 15-11`). `missing` are those of them that the document before had and this one lacks although
-- their neighbours stayed; `before` is what that document listed, and `since` when they were first
-- missed. All three are null where nothing is missing.
create table if not exists listing (
  feed_id bigint primary key references feed,
  entries varchar not null,
  missing varchar,
  before varchar,
  since bigint
);
create index if not exists listing_since on listing (since);

-- Verdicts that time ends.
create index if not exists post_until on post (planet_id, until);
