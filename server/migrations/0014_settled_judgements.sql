-- Purpose: judgements may come out of a scoring round, and a settled one replaces what was given before it.
alter table mainstay.judgement add column round_id uuid;
alter table mainstay.judgement add column is_settlement boolean not null default false;
