-- The language of a post shown, without region or script (`de` of `de-AT`); null where it is not known,
-- and for what is not shown. The index holds all that counting asks for.
alter table post add column if not exists language varchar;
update post set language = (
    select case when position('-' in e.language) > 0
      then substring(e.language from 1 for position('-' in e.language) - 1)
      else e.language end
    from entry e where e.id = post.entry_id)
where verdict = 'shown' and language is null;
create index if not exists post_language
  on post (planet_id, language, date desc, anchor, feed_id);

-- What the author says of his rights in the post, else what the feed says.
alter table entry add column if not exists rights varchar;
