-- By what the sessions of one person are found, so that they can be ended together: keyed digests, which tell nothing without the
-- node's key. Those opened before this have none, and end within eight hours.
alter table session
  add column holder           bytea,  -- of the subject by which this node knows the person
  add column provider_subject bytea,  -- of `sub`
  add column provider_session bytea;  -- of `sid`, where the provider tells one
create index session_holder on session (holder);
create index session_provider_subject on session (provider_subject);
