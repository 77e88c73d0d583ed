-- Chance goes by what a client calls a thing, not by its id, which is another one in each run.
delete from sim_meeting;
alter table sim_meeting rename column resource_id to name;
alter table sim_strike add column name text not null default '';
alter table sim_strike add column millis bigint not null default 0;
