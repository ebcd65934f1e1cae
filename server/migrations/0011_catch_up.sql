-- Catching up with partners: after a restore from a backup they may hold what was lost here, also steps of our own.
create table catch_up (
  peer     text primary key,
  since    timestamptz not null,        -- what changed there after this is asked for
  -- Nothing is appended here until every partner that holds has answered; an administrator may go on without one.
  holds    boolean not null,
  rounds   int not null default 0,
  taken    int not null default 0,      -- steps taken back
  problems jsonb not null default '[]', -- records whose steps do not fit what is held here: [{record, code}]
  done_at  timestamptz
);
