-- Whether another operation waits for this one's claims. A column of the row, and not a look at the other rows: whoever
-- locks the row sees the newest version of it, but all else as it was when his statement began.
alter table operation add column awaited boolean not null default false;
