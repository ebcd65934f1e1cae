-- Data resources: the rows this node answers from, what was pulled for a case and not yet used, and who looked at what.

-- One row a resource and key (resident id, credit code); found by a blind index, the content sealed.
create table registry_row (
  resource  text not null,
  key_index bytea not null,
  content   bytea not null,
  primary key (resource, key_index)
);

-- A preview that the person asked for. It lives half an hour; used once, in one record, where its content then stands.
create table pull (
  id         uuid primary key,
  resource   text not null,
  provider   text not null,
  purpose    text not null,
  item       text not null,
  answer     text not null,             -- digest of the provider's answer
  granted_by text not null,             -- agreement, or the basis of the own resource
  consent    jsonb not null,            -- which text the person agreed to, and when
  content    bytea,                     -- sealed; null once wiped
  pulled_by  text not null,             -- account
  pulled_at  timestamptz not null,
  expires_at timestamptz not null,
  record_id  text,
  used_at    timestamptz
);
create index pull_expires on pull (expires_at) where content is not null;
create index pull_record on pull (record_id) where record_id is not null;

-- Every look at a person’s data, here or asked of a partner. Never what was seen; what was refused stands in `audit`.
create table access (
  id            bigint generated always as identity primary key,
  at            timestamptz not null,
  day           text not null,          -- local day, by which quotas count
  subject_index bytea not null,
  resource      text not null,
  provider      text not null,          -- whose data
  consumer      text not null,          -- whose organ asked
  organ         text not null,
  purpose       text not null,
  item          text,
  basis         text,
  fields        text[] not null,
  outcome       text not null check (outcome in ('found', 'none')),
  pull_id       uuid,
  record_id     text
);
create index access_subject on access (subject_index, id);
create index access_record on access (record_id, id) where record_id is not null;
create index access_pull on access (pull_id) where pull_id is not null;
create index access_quota on access (consumer, resource, day);
