-- What every module stands on: the audit trail, the outbox, encrypted files, settings of this node.

create table setting (
  name  text primary key,
  value jsonb not null
);

-- Who did what, in the same transaction as the change. Rows are never edited; no personal data, no bodies.
create table audit (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  actor        text not null,          -- account, or `system`, or `peer:340523`
  roles        text[] not null,
  verb         text not null,          -- the endpoint's, command's or message's name
  object       text,                   -- record id, item code, …
  outcome      text not null check (outcome in ('done', 'refused')),
  problem      text,
  basis        text,                   -- grant, consent or duty on which it was done
  purpose      text,
  trace_id     text
);
create index audit_object on audit (object, id);
create index audit_actor on audit (actor, id);

-- Messages to partners. Written with the change they tell of; `exchange` signs, sends and follows them up.
create table outbox (
  id              uuid primary key,
  peer            text not null,
  type            text not null,
  record_id       text,
  -- The unsigned message, sealed: it may carry disclosures.
  payload         bytea not null,
  state           text not null default 'queued'
                  check (state in ('queued', 'sent', 'processed', 'rejected', 'dead')),
  -- The signed bytes, fixed at the first attempt, so that every attempt sends the same.
  signed          text,
  attempts        int not null default 0,
  created_at      timestamptz not null,
  next_attempt_at timestamptz not null,
  settled_at      timestamptz,
  receipt         text,
  problem         jsonb,
  trace_id        text,
  position        bigint generated always as identity
);
create index outbox_due on outbox (peer, position) where state in ('queued', 'sent');
create index outbox_state on outbox (state, position);

-- Uploaded scans and made documents, sealed. Kept in the database so that they commit and restore with their record.
create table file (
  id          uuid primary key,
  sha256      text not null,
  media_type  text not null,
  bytes       bytea not null,
  size        int not null,
  uploaded_by text not null,
  created_at  timestamptz not null
);

-- The records that name a file: of a bundle (一件事) several share one scan. A file that none names is wiped after a week.
create table file_record (
  file_id   uuid not null references file (id) on delete cascade,
  record_id text not null,
  primary key (file_id, record_id)
);
create index file_record_record on file_record (record_id);
