-- The id that a feed gives itself (RFC 4287, section 4.2.6), which posts name as that of their source.
alter table feed add column if not exists own_id varchar;
