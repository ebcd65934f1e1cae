-- What lists and searches of cases need. Folded from the records; could be made again from them.

create table case_index (
  record_id       text primary key references record (id),
  matter          uuid not null,
  item            text not null,
  phase           text not null,
  ended           boolean not null,
  mode            text not null,
  receiving       text not null,
  deciding        text not null,
  participants    text[] not null,
  -- `320111:public-security`: the deciding department, and those asked.
  departments     text[] not null,
  stations        text[] not null,
  -- Jurisdictions with an open request, and their departments.
  asked           text[] not null,
  asked_departments text[] not null,
  applicants      text[] not null,
  offered_to      text,
  -- The first deadline to run out; null where all stand still or the calendar is not known that far.
  due_at          timestamptz,
  received_at     timestamptz not null,
  changed_at      timestamptz not null,
  -- Blind indexes of what a person may be looked for by, and the name as lists show it, sealed.
  id_index        bytea,
  phone_index     bytea,
  name_index      bytea,
  tracking_index  bytea,
  applicant       bytea
);
create index case_matter on case_index (matter);
create index case_due on case_index (coalesce(due_at, 'infinity'), record_id) where not ended;
create index case_changed on case_index (changed_at desc, record_id);
create index case_id on case_index (id_index);
create index case_phone on case_index (phone_index);
create index case_name on case_index (name_index);
create index case_tracking on case_index (tracking_index);

-- What an opening answered, so that the same command answers the same; the tracking code is a secret and lies sealed.
create table matter (
  id         uuid primary key,
  command    uuid not null unique,
  answer     bytea not null,
  opened_by  text not null,
  opened_at  timestamptz not null
);
