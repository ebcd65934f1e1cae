-- Sessions of signed-in people, for all processes of the node. Only digests of what a browser holds are stored.

create table session (
  token_hash   bytea primary key,          -- SHA-256 of the cookie
  kind         text not null check (kind in ('staff', 'resident')),
  content      bytea not null,             -- sealed: the principal, CSRF token, id token, a resident's id
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null        -- the absolute end; the idle limit is counted from last_seen_at
);
create index session_expires on session (expires_at);

-- A sign-in that has gone to the identity provider and not come back yet.
create table login_attempt (
  state_hash bytea primary key,            -- SHA-256 of the OAuth state
  content    bytea not null,               -- sealed: PKCE verifier, nonce, digest of the browser's cookie, where to return
  expires_at timestamptz not null
);
create index login_attempt_expires on login_attempt (expires_at);
