-- How much of its daily quota a partner has used is one number under a row's lock, not a count of all that was logged.

create table resource_use (
  consumer text not null,
  resource text not null,
  day      text not null,              -- local day
  used     int not null,
  primary key (consumer, resource, day)
);

insert into resource_use (consumer, resource, day, used)
  select consumer, resource, day, count(*) from access where at > now() - interval '2 days' group by consumer, resource, day;

drop index access_quota;
