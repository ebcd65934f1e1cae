-- Agreements between jurisdictions. What is in force is never stored: it is what signatures, dates and withdrawals say now.

create table agreement (
  -- SHA-256 over the JCS form of the document: what both sides sign.
  hash        text primary key,
  number      text not null,
  version     int not null,
  document    jsonb not null,
  imported_at timestamptz not null
);

create table agreement_signature (
  hash         text not null references agreement (hash),
  jurisdiction text not null,
  -- Detached JWS over the JCS form of the document.
  signature    text not null,
  -- When this node made or received it: the instant at which the key must have been valid.
  received_at  timestamptz not null,
  primary key (hash, jurisdiction)
);

create table agreement_withdrawal (
  hash         text not null references agreement (hash),
  jurisdiction text not null,
  statement    jsonb not null,
  -- Detached JWS over the JCS form of the statement.
  signature    text not null,
  received_at  timestamptz not null,
  primary key (hash, jurisdiction)
);
