-- Cases whose lead is offered: whoever is to take them over looks for those that wait.
create index case_offered on case_index (offered_to) where offered_to is not null;
