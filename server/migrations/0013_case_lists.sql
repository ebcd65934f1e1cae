-- Lists of cases stay walks along an index, however many cases there are: one index for each key by which somebody may
-- read – the phase alone for those who see all –, in the order in which the list is shown.

drop index case_due;
create index case_open on case_index (phase, coalesce(due_at, 'infinity'), record_id) where not ended;
create index case_open_receiving on case_index (receiving, phase, coalesce(due_at, 'infinity'), record_id) where not ended;
create index case_open_department on case_index ((departments[1]), phase, coalesce(due_at, 'infinity'), record_id) where not ended;
create index case_open_station on case_index ((stations[1]), phase, coalesce(due_at, 'infinity'), record_id) where not ended;
create index case_open_asked on case_index using gin (asked_departments) where not ended;

drop index case_changed;
create index case_ended on case_index (changed_at desc, record_id desc) where ended;
create index case_ended_receiving on case_index (receiving, changed_at desc, record_id desc) where ended;
create index case_ended_department on case_index ((departments[1]), changed_at desc, record_id desc) where ended;
create index case_ended_station on case_index ((stations[1]), changed_at desc, record_id desc) where ended;

-- The few that more than one department or station works on, and a person's own.
create index case_departments on case_index using gin (departments) where cardinality(departments) > 1;
create index case_stations on case_index using gin (stations) where cardinality(stations) > 1;
create index case_applicants on case_index using gin (applicants);

-- Common names belong to thousands; the newest are shown.
drop index case_name;
create index case_name on case_index (name_index, changed_at desc);
