-- Purpose: who is key, and why: judged scores, computed scores, decisions with reasons.
create table mainstay.judgement (
  workspace_id integer not null,
  id bigint generated always as identity,
  account_id bigint not null,
  criterion_key text not null,
  score smallint not null check (score between 1 and 5),
  person_id text not null,
  person_name text not null,
  judged_on date not null,
  comment text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create index judgement_account on mainstay.judgement (workspace_id, account_id, criterion_key);
call mainstay.protect_tenant_table('judgement');
call mainstay.protect_by_account('judgement');

-- What the scores of a workspace were computed from. The revision counts up with every computation.
create table mainstay.scoring (
  workspace_id integer primary key references mainstay.workspace (id),
  revision integer not null,
  criteria_set_id uuid,
  judgements bigint not null,
  scored_on date not null,
  computed_at timestamptz not null,
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id)
);
create index scoring_criteria_set on mainstay.scoring (workspace_id, criteria_set_id);
call mainstay.protect_tenant_table('scoring');

-- Scores under the published criteria only; derived, so without foreign keys, and replaced as a whole.
-- What each criterion brings is read from the evidence when asked.
create table mainstay.account_score (
  workspace_id integer not null,
  criteria_set_id uuid not null,
  account_id bigint not null,
  score double precision,
  confidence double precision not null,
  rank integer not null,
  is_eligible boolean not null,
  failed_gates text[] not null default '{}',
  strength double precision,
  attractiveness double precision,
  reasons jsonb not null default '[]',
  primary key (workspace_id, criteria_set_id, account_id)
);
call mainstay.protect_tenant_table('account_score');
call mainstay.protect_by_account('account_score');
create index account_score_rank on mainstay.account_score (workspace_id, rank, account_id);

create table mainstay.tier_decision (
  workspace_id integer not null,
  id bigint generated always as identity,
  account_id bigint not null,
  tier text not null,
  previous_tier text not null,
  reason text not null check (length(reason) >= 10),
  over_capacity_reason text,
  decider_id text not null,
  decider_name text not null,
  effective_date date not null,
  decided_at timestamptz not null default now(),
  criteria_set_id uuid,
  score double precision,
  rank integer,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id),
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id)
);
create index tier_decision_criteria_set on mainstay.tier_decision (workspace_id, criteria_set_id);
create index tier_decision_tier on mainstay.tier_decision (workspace_id, tier);
create index tier_decision_account on mainstay.tier_decision (workspace_id, account_id, effective_date desc, id desc);
call mainstay.protect_tenant_table('tier_decision');
call mainstay.protect_by_account('tier_decision');

-- The tier every account is in on a day; accounts that are out have no row. Of the same effective date the later one holds.
create function mainstay.tiers_on(day date) returns table (account_id bigint, tier text, since date)
  language sql stable as $$
  select h.account_id, h.tier, h.effective_date from (
    select distinct on (d.account_id) d.account_id, d.tier, d.effective_date from mainstay.tier_decision d
    where d.workspace_id = (select mainstay.current_workspace()) and d.effective_date <= day
    order by d.account_id, d.effective_date desc, d.id desc) h
  where h.tier <> 'out'
$$;

-- Places are counted over all accounts, also those the decider may not see: else a tier could be filled beyond its places.
create function mainstay.decisions_touching_tier(wanted text)
  returns table (account_id bigint, tier text, effective_date date, id bigint)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select d.account_id, d.tier, d.effective_date, d.id from mainstay.tier_decision d
  where d.workspace_id = mainstay.current_workspace() and d.account_id in (
    select t.account_id from mainstay.tier_decision t where t.workspace_id = mainstay.current_workspace() and t.tier = wanted)
  order by d.id
$$;

-- Tiers that accounts are in, or are decided to enter: a scheme must keep them.
create function mainstay.tiers_in_use(day date) returns setof text
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select t.tier from mainstay.tiers_on(day) t
  union
  select d.tier from mainstay.tier_decision d
  where d.workspace_id = mainstay.current_workspace() and d.effective_date > day and d.tier <> 'out'
$$;

-- As for the facts: right after a first scoring the lists would be planned as if there were no scores.
create function mainstay.analyze_scores() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  analyze mainstay.account_score;
end $$;
