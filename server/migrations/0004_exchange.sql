-- The exchange with partners: what came in, what was asked, what went wrong, how each link is.

-- Every message processed or rejected, once. No bodies: the digest tells same from other content.
create table inbox (
  peer        text not null,
  id          uuid not null,
  sha256      text not null,           -- of the signed bytes
  type        text not null,
  record_id   text,
  received_at timestamptz not null,
  receipt     text,                    -- signed; null only inside the transaction that handles the message
  primary key (peer, id)
);
create index inbox_received on inbox (peer, received_at desc);

-- Synchronous queries, in both directions. No bodies.
create table query_log (
  direction   text not null check (direction in ('in', 'out')),
  peer        text not null,
  id          uuid not null,
  type        text not null,
  record_id   text,
  basis       text,
  at          timestamptz not null,
  outcome     text check (outcome in ('answered', 'refused', 'failed')),
  problem     text,
  duration_ms int,
  trace_id    text,
  position    bigint generated always as identity,
  primary key (direction, peer, id)
);
create index query_log_position on query_log (position desc);

-- What an administrator must look at.
create table alarm (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  peer       text not null,
  kind       text not null,
  object     text,                     -- message id
  trace_id   text,
  settled_at timestamptz,
  settled_by text
);
create index alarm_open on alarm (id) where settled_at is null;

-- The sender's view of each partner, for all processes of the node to see. A row is written when the state changes.
create table link (
  peer       text primary key,
  breaker    text not null check (breaker in ('closed', 'open')),
  failures   int not null,
  problem    text,
  changed_at timestamptz not null
);

-- Order within (peer, record): is there an earlier message of this record still waiting?
create index outbox_record on outbox (peer, record_id, position) where state in ('queued', 'sent');
create index outbox_position on outbox (position desc);
create index outbox_settled on outbox (peer, settled_at desc) where settled_at is not null;

-- Records shared with a partner, for comparing ledgers.
create index record_participants on record using gin (participants);
