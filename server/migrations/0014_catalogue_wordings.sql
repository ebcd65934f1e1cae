-- Most places that offer an item word it alike, for provinces publish guides for all their counties: what an item is found by
-- is kept once for each wording. Searching takes as long as there are wordings, however many places offer them.

create table item_wording (
  id       bigint generated always as identity primary key,
  code     text not null,
  digest   text not null,              -- of all that follows
  guide    boolean not null,           -- a guide, not only a row of a list
  name     text not null,              -- in lower case
  words    tsvector not null,
  pinyin   text not null,              -- of name and other names, syllables run together: `juzhuzhengshenling`
  initials text not null,              -- `jzzsl`
  unique (code, digest)
);

insert into item_wording (code, digest, guide, name, words, pinyin, initials)
  select distinct code, encode(sha256(convert_to(jsonb_build_array(guide, name, words::text, pinyin, initials)::text, 'UTF8')), 'hex'),
    guide, name, words, pinyin, initials
  from item_search, lateral (select hit ->> 'kind' = 'guide' as guide, lower(hit ->> 'name') as name) as said;

alter table item_search add column wording bigint references item_wording (id);
update item_search as s set wording = w.id from item_wording as w
  where w.code = s.code and w.guide = (s.hit ->> 'kind' = 'guide') and w.name = lower(s.hit ->> 'name')
    and w.words = s.words and w.pinyin = s.pinyin and w.initials = s.initials;
alter table item_search alter column wording set not null;

-- Their indexes go with them.
alter table item_search drop column words, drop column pinyin, drop column initials;

create index item_wording_words on item_wording using gin (words);
create index item_wording_pinyin on item_wording using gin (pinyin gin_trgm_ops);
create index item_wording_initials on item_wording using gin (initials gin_trgm_ops);
create index item_search_wording on item_search (wording, jurisdiction);
create index item_search_place on item_search (jurisdiction, code);
