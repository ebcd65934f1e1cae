-- What is offered, asked for and promised: versions of guides, forms, bundles and tasks, own and partners'; and their search.

create extension if not exists pg_trgm;

-- `listed` is an item of which only the list's row is known; the national list belongs to jurisdiction 100000 (全国).
create table catalogue_version (
  kind           text not null check (kind in ('item', 'listed', 'form', 'bundle', 'task')),
  jurisdiction   text not null,
  code           text not null,
  version        int not null,
  digest         text not null,
  document       jsonb not null,
  effective_from date not null,
  published_at   timestamptz,          -- null: a draft
  primary key (kind, jurisdiction, code, version)
);
create index catalogue_version_digest on catalogue_version (digest);
create index catalogue_version_effective on catalogue_version (effective_from) where kind in ('item', 'listed');

-- Publishing freezes: cases lie on the version they began under, and partners hold its digest.
create function catalogue_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'version % of % is published', old.version, old.code using errcode = 'LQ603';
end $$;
create trigger catalogue_frozen before update or delete on catalogue_version
  for each row when (old.published_at is not null) execute function catalogue_frozen();

create table jurisdiction_profile (
  code       text primary key,
  digest     text not null,
  document   jsonb not null,
  changed_at timestamptz not null
);

create table division (
  code         text primary key,
  jurisdiction text not null,
  parent       text not null,
  name         text not null,
  level        text not null
);
create index division_parent on division (parent, code);

-- One row an item and jurisdiction: its current version as a hit, and how it is found.
create table item_search (
  jurisdiction text not null,
  code         text not null,
  department   text not null,
  objects      text[] not null,
  hit          jsonb not null,
  words        tsvector not null,
  pinyin       text not null,          -- of name and other names, syllables run together: `juzhuzhengshenling`
  initials     text not null,          -- `jzzsl`
  primary key (code, jurisdiction)
);
create index item_search_words on item_search using gin (words);
create index item_search_pinyin on item_search using gin (pinyin gin_trgm_ops);
create index item_search_initials on item_search using gin (initials gin_trgm_ops);

-- An uploaded sheet, read and checked; written to the catalogue only when it is confirmed.
create table catalogue_import (
  id           uuid primary key,
  uploaded_by  text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  confirmed_at timestamptz,
  preview      jsonb not null,
  versions     jsonb not null          -- what confirming would publish, with the digest each version replaces
);

-- Partners that were told the whole catalogue; from then on they are told what is published.
create table catalogue_told (
  peer text primary key,
  at   timestamptz not null
);
