-- Counters: tickets of the queue, and what people typed and have not sent yet.

create table ticket (
  id           uuid primary key,
  station      text not null,
  kind         text not null,           -- 窗口类别, as windows have it
  day          text not null,           -- local day; numbers begin anew with it
  letter       text not null,           -- 号头; it stays when the person is sent on to another kind
  number       int not null,
  state        text not null default 'waiting' check (state in ('waiting', 'called', 'skipped', 'finished')),
  at_window    text,
  calls        int not null default 0,
  called_by    text,
  person       bytea,                   -- sealed name and resident id, where the person took it by card; wiped after its day
  taken_at     timestamptz not null,
  called_at    timestamptz,
  closed_at    timestamptz,
  take_command uuid not null unique,
  -- The wish by which it was called: a clerk who asks again after a lost answer gets the same person.
  call_command uuid unique,
  unique (station, day, letter, number)
);
create index ticket_waiting on ticket (station, day, kind, taken_at) where state = 'waiting';
create index ticket_person on ticket (day) where person is not null;

create table draft (
  owner      text not null,             -- account
  key        text not null,
  version    int not null,
  content    bytea not null,            -- sealed
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (owner, key)
);
create index draft_expires on draft (expires_at);
