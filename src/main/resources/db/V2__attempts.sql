-- How fetching went, as runs of attempts that came to the same. The newest run stands in `feed`,
-- so that a feed without news costs no row; the ones before it stand in `attempts`.
alter table feed add column if not exists outcome varchar;
alter table feed add column if not exists stage varchar;
alter table feed add column if not exists since bigint;
alter table feed add column if not exists times int not null default 0;
update feed set outcome = case
    when http_status = 410 then 'gone'
    when held_until is not null then 'held'
    when error is not null then 'failed'
    else 'same' end,
  since = coalesce(failing_since, last_attempt),
  times = greatest(failures, 1)
where outcome is null and last_attempt is not null;
alter table feed drop column if exists gone;

-- From when a feed waits, where the clock was set back behind its last attempt.
alter table feed add column if not exists waits_from bigint;

-- Since when, and how often in a row, the feed's address has led to `permanent` for good.
alter table feed add column if not exists moved_since bigint;
alter table feed add column if not exists moved_times int not null default 0;

-- The date of its newest post when it was last read.
alter table feed add column if not exists newest bigint;

create table if not exists attempts (
  feed_id bigint not null references feed,
  since bigint not null,
  until bigint not null,
  times int not null,
  outcome varchar not null,
  stage varchar,
  http_status int not null,
  error varchar
);
create index if not exists attempts_feed on attempts (feed_id, until);

-- Hosts that asked to be left alone (429, 503), every feed of theirs.
create table if not exists held_host (
  host varchar primary key,
  since bigint not null,
  until bigint not null,
  http_status int not null
);

-- What the pages last said of the planet's feeds: how many entries they have, and the date of
-- the newest post shown.
alter table subscription add column if not exists entries int not null default 0;
alter table subscription add column if not exists newest bigint;
-- Neither is known yet: the next cycle makes all pages and notes it.
update planet set rendering = null, pending = true;
