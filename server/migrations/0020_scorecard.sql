-- Purpose: how profitable people feel an account is, and how that is weighed with what it earns.
create table mainstay.scorecard_scheme (
  workspace_id integer primary key references mainstay.workspace (id),
  shares jsonb not null,
  -- Why money weighs less than half; null where it does not.
  reason text,
  cohort text not null check (cohort in ('all', 'tier')),
  value_criteria text[] not null,
  add_on_lines jsonb not null,
  version integer not null,
  updated_at timestamptz not null
);
call mainstay.protect_tenant_table('scorecard_scheme');

-- Every score ever given; the latest of each person counts.
create table mainstay.profitability_score (
  workspace_id integer not null,
  id bigint generated always as identity,
  account_id bigint not null,
  person_id text not null,
  person_name text not null,
  score smallint not null check (score between 1 and 5),
  comment text,
  scored_on date not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create index profitability_score_account on mainstay.profitability_score (workspace_id, account_id, person_id, id desc);
call mainstay.protect_tenant_table('profitability_score');
call mainstay.protect_by_account('profitability_score');
