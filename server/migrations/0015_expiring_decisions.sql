-- Purpose: a decision may hold up to a day only; then what held before it holds again, by itself.
alter table mainstay.tier_decision add column expires_on date check (expires_on >= effective_date);

create or replace function mainstay.tiers_on(day date) returns table (account_id bigint, tier text, since date)
  language sql stable as $$
  select h.account_id, h.tier, h.effective_date from (
    select distinct on (d.account_id) d.account_id, d.tier, d.effective_date from mainstay.tier_decision d
    where d.workspace_id = (select mainstay.current_workspace()) and d.effective_date <= day
      and (d.expires_on is null or day <= d.expires_on)
    order by d.account_id, d.effective_date desc, d.id desc) h
  where h.tier <> 'out'
$$;

drop function mainstay.decisions_touching_tier(text);
create function mainstay.decisions_touching_tier(wanted text)
  returns table (account_id bigint, tier text, effective_date date, expires_on date, id bigint)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select d.account_id, d.tier, d.effective_date, d.expires_on, d.id from mainstay.tier_decision d
  where d.workspace_id = mainstay.current_workspace() and d.account_id in (
    select t.account_id from mainstay.tier_decision t where t.workspace_id = mainstay.current_workspace() and t.tier = wanted)
  order by d.id
$$;

-- Also the tiers that accounts fall back to when a decision expires.
create or replace function mainstay.tiers_in_use(day date) returns setof text
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select t.tier from mainstay.tiers_on(day) t
  union
  select d.tier from mainstay.tier_decision d
  where d.workspace_id = mainstay.current_workspace() and d.effective_date > day and d.tier <> 'out'
  union
  select h.tier from (
    select distinct on (d.account_id) d.tier from mainstay.tier_decision d
    where d.workspace_id = mainstay.current_workspace() and d.expires_on is null and d.effective_date <= day
    order by d.account_id, d.effective_date desc, d.id desc) h
  where h.tier <> 'out'
$$;
