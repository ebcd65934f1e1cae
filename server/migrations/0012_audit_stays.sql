-- The audit trail is written and read, never changed: not even by a fault of our own program. What is older than three years,
-- as long as the records of handling are kept (个人信息保护法 56), may be taken out.
create function audit_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '3 years' then return old; end if;
  raise exception 'rows of the audit trail stay as they are' using errcode = 'LQ016';
end $$;
create trigger audit_stays before update or delete on audit
  for each row execute function audit_stays();
create function audit_is_whole() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is not emptied' using errcode = 'LQ016';
end $$;
create trigger audit_is_whole before truncate on audit
  for each statement execute function audit_is_whole();
