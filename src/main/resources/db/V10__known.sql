-- Whether an entry is known word for word is asked of its feed's own.
create index if not exists entry_known on entry (feed_id, fingerprint);

-- What is a duplicate of one of several posts: H2 looks several up where their column is an index's first.
create index if not exists post_original on post (of_entry);
drop index if exists post_of;
