-- An installation whose database was restored knows less than its hosts do. Until somebody has looked and accepted, nothing
-- is started and nothing is changed.
alter table installation
    add column read_only_since  timestamptz,
    add column read_only_reason text,
    add column accepted         jsonb;                -- the last acceptance: who, when, why
