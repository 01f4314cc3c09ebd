-- A subscription of a feed at its hub (WebSub). `state`: asked (not confirmed yet), active (until
-- `lease_until`), denied, failed (the hub could not be asked), ended (the feed names no hub any more).
-- `callback` is where the hub was last told to deliver (the part before the token). `ask_at` is when the hub is asked next, `failures` how many requests came to nothing in a row.
create table if not exists websub (
  feed_id bigint primary key references feed,
  hub varchar not null,
  topic varchar not null,
  token varchar not null unique,
  secret varchar not null,
  state varchar not null,
  callback varchar,
  ask_at bigint not null,
  asked_at bigint,
  failures int not null default 0,
  lease_until bigint,
  last_delivery bigint,
  error varchar
);
