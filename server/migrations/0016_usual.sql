-- What a window of this side received last, in the order of receipt: which items a station is asked for most.
create index case_received on case_index (receiving, (stations[1]), received_at desc) include (deciding, item, mode);
