-- Purpose: rules that put actions into plans: what they wait for, whether they are on, and each run with what it matched,
-- made and passed over.
create table mainstay.plan_rule (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  trigger_kind text not null check (trigger_kind in ('period_ends', 'action_due', 'renewal_near', 'swot_unanswered',
    'result_red', 'result_stalled', 'tier_changed', 'statement_doubtful', 'plan_untouched')),
  trigger_days integer check (trigger_days between 1 and 730),
  title text not null check (length(title) between 1 and 200),
  details text not null default '' check (length(details) <= 2000),
  due_in_days integer not null check (due_in_days between 0 and 365),
  owner_kind text not null check (owner_kind in ('accountable', 'account_manager', 'member')),
  owner_person_id text,
  status text not null default 'draft' check (status in ('draft', 'on', 'off')),
  -- Counts changes of what the rule says; only a rule tested as it stands is switched on.
  content_number integer not null default 1,
  tested_number integer,
  tested_on date,
  tested_by_name text,
  active_since date,
  last_ran_on date,
  version integer not null default 1,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_person_id) references mainstay.membership (workspace_id, person_id),
  check ((owner_kind = 'member') = (owner_person_id is not null)),
  check ((status = 'on') = (active_since is not null)),
  check (status <> 'on' or removed_at is null)
);
create index plan_rule_member on mainstay.plan_rule (workspace_id, owner_person_id);
create unique index plan_rule_name on mainstay.plan_rule (workspace_id, lower(name)) where removed_at is null;
call mainstay.protect_tenant_table('plan_rule');

create table mainstay.plan_rule_run (
  workspace_id integer not null,
  id uuid not null,
  rule_id uuid not null,
  ran_at timestamptz not null,
  cause text not null check (cause in ('daily', 'tier_decided')),
  primary key (workspace_id, id),
  foreign key (workspace_id, rule_id) references mainstay.plan_rule (workspace_id, id) on delete cascade
);
create index plan_rule_run_rule on mainstay.plan_rule_run (workspace_id, rule_id, ran_at desc, id desc);
call mainstay.protect_tenant_table('plan_rule_run');

-- What a run matched, and what came of it. What it made is kept for good: by it the rule never acts twice.
create table mainstay.plan_rule_hit (
  workspace_id integer not null,
  id uuid not null,
  run_id uuid not null,
  rule_id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- The thing the rule acts on, and which time it is about that thing.
  subject text not null check (length(subject) between 1 and 120),
  occasion text not null default '' check (length(occasion) <= 40),
  title text not null check (length(title) <= 300),
  outcome text not null check (outcome in ('made', 'made_already', 'still_open', 'no_actions_part', 'plan_full')),
  action_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, run_id) references mainstay.plan_rule_run (workspace_id, id) on delete cascade,
  foreign key (workspace_id, rule_id) references mainstay.plan_rule (workspace_id, id) on delete cascade,
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, action_id, plan_id, account_id) references mainstay.plan_action (workspace_id, id, plan_id, account_id),
  check ((outcome = 'made') = (action_id is not null))
);
create unique index plan_rule_hit_made on mainstay.plan_rule_hit (workspace_id, rule_id, plan_id, subject, occasion) where outcome = 'made';
create index plan_rule_hit_rule on mainstay.plan_rule_hit (workspace_id, rule_id);
create index plan_rule_hit_run on mainstay.plan_rule_hit (workspace_id, run_id);
create index plan_rule_hit_plan on mainstay.plan_rule_hit (workspace_id, plan_id, account_id);
create index plan_rule_hit_action on mainstay.plan_rule_hit (workspace_id, action_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_rule_hit');
call mainstay.protect_by_account('plan_rule_hit');

create function mainstay.workspaces_with_rules_to_run(day date) returns setof integer
  language sql stable security definer set search_path = mainstay, pg_temp
  as $$ select distinct r.workspace_id from mainstay.plan_rule r
        where r.status = 'on' and (r.last_ran_on is null or r.last_ran_on < day) $$;
