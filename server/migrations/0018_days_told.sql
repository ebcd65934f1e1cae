-- A case whose 容缺 documents are still to follow is woken when their day is over: those received before are looked at once,
-- and count it from then.
update record set wake_at = now() where not ended and state @> '{"data": {"documents": [{"by": "later"}]}}';
