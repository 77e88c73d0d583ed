-- Found by creating and deleting thousands.
create index placement_vm on placement (vm_id);
-- A table of one row is never analysed by itself; until it is, it counts as hundreds, and every join with it goes wrong.
analyze installation;
analyze project_usage;
