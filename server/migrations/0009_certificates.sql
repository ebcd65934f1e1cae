-- Electronic licences that this node issued, and the lists that tell which are still good.

-- A Token Status List: `next` is the first index that no certificate has. A full list is followed by a new one.
create table status_list (
  id   int primary key,
  size int not null,
  next int not null,
  check (next between 0 and size)
);

create table certificate (
  id            text primary key,          -- 电子证照标识, GB/T 36904
  type          text not null,
  -- The step (grant) that it carries out: one certificate for it, however often the job runs.
  record_id     text not null references record (id),
  seq           int not null,
  issuer        text not null,
  holder_index  bytea not null,            -- blind index of the holder's id number
  code_hash     bytea not null unique,     -- blind index of the verification code; the code itself lies in `content`
  content       bytea not null,            -- sealed: CertificateContent
  credential    bytea not null,            -- sealed: SD-JWT VC with all disclosures
  file          uuid not null references file (id),
  digest        text not null,             -- SHA-256 of the PDF, as in the record
  status        text not null check (status in ('active', 'suspended', 'revoked')),
  status_list   int not null references status_list (id),
  status_index  int not null,
  issued_at     timestamptz not null,
  valid_until   date,
  changed_at    timestamptz not null,
  unique (record_id, seq),
  unique (status_list, status_index)
);
create index certificate_holder on certificate (holder_index);
create index certificate_status on certificate (status_list, status_index) where status <> 'active';
