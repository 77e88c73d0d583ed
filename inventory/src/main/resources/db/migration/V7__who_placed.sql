-- The run in the engine that has chosen the host. Another one, also of the same operation, cannot know whether a guest was
-- started there.
alter table placement add column engine_run text not null default '';
