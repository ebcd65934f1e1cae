-- The engine: a record is its actions. `record` is the projection that lists and locks need; all of it can be folded again.

create table record (
  id           text primary key,
  kind         text not null,
  version      int not null,
  phase        text not null,
  ended        boolean not null,
  seq          int not null,
  head         text not null,
  leader       text not null,
  offered_to   text,
  participants text[] not null,
  opened_at    timestamptz not null,
  changed_at   timestamptz not null,
  -- When the engine must look again by itself (the next expiry of a clock); null = never. The leader's node only.
  wake_at      timestamptz,
  state        jsonb not null
);
create index record_wake on record (wake_at) where wake_at is not null;
create index record_changed on record (kind, changed_at desc, id);

create table action (
  record_id  text not null references record (id),
  seq        int not null,
  verb       text not null,
  at         timestamptz not null,
  leader     text not null,
  actor      jsonb not null,
  body       jsonb not null,
  sealed     jsonb not null,
  command_id uuid not null,
  proof      jsonb,
  prev       text,
  hash       text not null,
  signature  text not null,
  primary key (record_id, seq),
  unique (record_id, command_id)
);

-- A record is opened once, however often the same command comes.
create unique index action_opening on action (command_id) where seq = 0;

-- Personal data beside the chain, encrypted, erasable. `bytes` seals {salt, value} with the record and name as context.
create table disclosure (
  record_id text not null,
  seq       int not null,
  name      text not null,
  bytes     bytea not null,
  primary key (record_id, seq, name),
  foreign key (record_id, seq) references action (record_id, seq)
);

-- Commands of this node's people: done here, or asked of a leader elsewhere. `content` is a keyed digest of the wish, so
-- that a repeated command is told from another one under the same id.
create table command (
  id        uuid primary key,
  record_id text not null,
  verb      text not null,
  leader    text not null,
  asked_by  text not null,
  asked_at  timestamptz not null,
  content   bytea not null,
  state     text not null default 'asked' check (state in ('asked', 'done', 'refused')),
  problem   jsonb,
  settled_at timestamptz
);
create index command_record on command (record_id, asked_at);

-- Serial numbers of record ids, one row a place and day.
create table serial (
  scope text primary key,
  last  int not null
);
