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

create table mainstay.account_score (
  workspace_id integer not null,
  criteria_set_id uuid not null,
  account_id bigint not null,
  score double precision,
  confidence double precision not null,
  rank integer not null,
  is_eligible boolean not null,
  failed_gates text[] not null default '{}',
  raw double precision[] not null,
  points real[] not null,
  strength double precision,
  attractiveness double precision,
  computed_at timestamptz not null default now(),
  primary key (workspace_id, criteria_set_id, account_id),
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create index account_score_rank on mainstay.account_score (workspace_id, criteria_set_id, rank);
call mainstay.protect_tenant_table('account_score');
call mainstay.protect_by_account('account_score');

create table mainstay.tier_decision (
  workspace_id integer not null,
  id bigint generated always as identity,
  account_id bigint not null,
  tier text not null,
  previous_tier text not null,
  reason text not null check (length(reason) >= 10),
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
create index tier_decision_account on mainstay.tier_decision (workspace_id, account_id, effective_date desc, id desc);
call mainstay.protect_tenant_table('tier_decision');
call mainstay.protect_by_account('tier_decision');
