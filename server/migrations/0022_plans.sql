-- Purpose: the account plan: what we want to do with an account over two to three years, by whom, in sections that a
-- template gives and a plan keeps; statements with author, date and source; and what in the plan caused what.
create table mainstay.plan_template (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- Versions of one template share the family.
  family_id uuid not null,
  number integer not null check (number > 0),
  status text not null check (status in ('draft', 'active', 'archived')),
  -- Tier the template is meant for; null for every tier.
  tier text,
  plan_kind text not null check (plan_kind in ('account', 'unit')),
  -- Sections with their fields, as domain/src/plans describes them.
  sections jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, family_id, number)
);
create unique index plan_template_active on mainstay.plan_template (workspace_id, family_id) where status = 'active';
create unique index plan_template_draft on mainstay.plan_template (workspace_id, family_id) where status = 'draft';
call mainstay.protect_tenant_table('plan_template');

create table mainstay.plan (
  workspace_id integer not null,
  id uuid not null,
  account_id bigint not null,
  -- A plan of a unit or region hangs below another plan; its amounts are its own and add up into the one above.
  parent_id uuid,
  -- The unit or region a child plan is for; empty for the plan of the whole account.
  scope text not null default '' check (length(scope) <= 120),
  title text not null check (length(title) between 1 and 200),
  status text not null check (status in ('draft', 'active', 'closed')),
  template_id uuid,
  -- A copy of the template's sections: later versions of the template never rewrite a plan.
  sections jsonb not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_on date,
  close_reason text check (length(close_reason) between 1 and 1000),
  -- What it was before: a draft that is closed by mistake comes back as a draft, not past its approvers.
  closed_from text check (closed_from in ('draft', 'active')),
  primary key (workspace_id, id),
  -- Whatever belongs to a plan names its account as well, so that sight of the account decides over the row.
  unique (workspace_id, id, account_id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id),
  foreign key (workspace_id, parent_id) references mainstay.plan (workspace_id, id),
  foreign key (workspace_id, template_id) references mainstay.plan_template (workspace_id, id),
  check (parent_id is distinct from id),
  check ((status = 'closed') = (closed_on is not null))
);
-- An account has one plan at a time; below it, one for each unit or region.
create unique index plan_open on mainstay.plan (workspace_id, account_id, scope) where status <> 'closed';
create index plan_parent on mainstay.plan (workspace_id, parent_id);
create index plan_template_use on mainstay.plan (workspace_id, template_id);
create index plan_latest on mainstay.plan (workspace_id, updated_at desc, id);
call mainstay.protect_tenant_table('plan');
call mainstay.protect_by_account('plan');

-- The plans a plan hangs below, itself first, whether the reader sees their accounts or not: a circle may not hide there.
create function mainstay.plan_line(plan uuid) returns table (id uuid, steps integer)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  with recursive line as (
    select p.id, p.parent_id, 0 as steps from mainstay.plan p
    where p.workspace_id = mainstay.current_workspace() and p.id = plan
    union all
    select p.id, p.parent_id, l.steps + 1 from line l
    join mainstay.plan p on p.workspace_id = mainstay.current_workspace() and p.id = l.parent_id
  ) cycle id set is_circle using path
  select l.id, l.steps from line l where not l.is_circle order by l.steps
$$;

-- How many plans were begun from each version of a template, also of accounts the reader does not see.
create function mainstay.plan_template_uses() returns table (template_id uuid, plans integer)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select p.template_id, count(*)::integer from mainstay.plan p
  where p.workspace_id = mainstay.current_workspace() and p.template_id is not null group by p.template_id
$$;

-- Open plans directly below a plan, also of accounts the reader does not see.
create function mainstay.open_plans_below(plan uuid) returns integer
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select count(*)::integer from mainstay.plan p
  where p.workspace_id = mainstay.current_workspace() and p.parent_id = plan and p.status <> 'closed'
$$;

-- Periods touch each other: the next begins the day after the one before has ended.
create table mainstay.plan_period (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  number integer not null check (number > 0),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  primary key (workspace_id, plan_id, number),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_period_account on mainstay.plan_period (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_period');
call mainstay.protect_by_account('plan_period');

create table mainstay.plan_person (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- Null for people without access to the workspace, and for people of the customer.
  person_id text,
  name text not null check (length(name) between 1 and 200),
  side text not null check (side in ('ours', 'customer')),
  -- What they are: account manager, engineer, chief executive.
  function text not null check (length(function) between 1 and 80),
  duty text not null check (duty in ('responsible', 'accountable', 'consulted', 'informed')),
  task text not null default '' check (length(task) <= 1000),
  -- Sees sections that are for the inner team only.
  is_inner boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, person_id) references mainstay.membership (workspace_id, person_id)
);
create index plan_person_plan on mainstay.plan_person (workspace_id, plan_id);
create index plan_person_member on mainstay.plan_person (workspace_id, person_id);
create unique index plan_person_accountable on mainstay.plan_person (workspace_id, plan_id) where duty = 'accountable' and removed_at is null;
call mainstay.protect_tenant_table('plan_person');
call mainstay.protect_by_account('plan_person');

create table mainstay.plan_statement (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- Place in the plan: a section of it, and a field of that section or null for a statement of its own.
  section_key text not null check (length(section_key) between 1 and 60),
  field_key text check (length(field_key) between 1 and 60),
  content text not null check (length(content) between 1 and 20000),
  is_confirmed boolean not null default false,
  source text not null default '' check (length(source) <= 500),
  -- The day the fact is of; it ages from then on.
  as_of date not null,
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Taken out, and kept for undo and for what has changed since.
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_statement_place on mainstay.plan_statement (workspace_id, plan_id, section_key);
call mainstay.protect_tenant_table('plan_statement');
call mainstay.protect_by_account('plan_statement');

-- What in a plan led to what: a threat to an objective, an empty cell of the white space to an action.
create table mainstay.plan_cause (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  cause_kind text not null check (cause_kind in ('swot_item', 'tows_pair', 'white_space_cell', 'statement', 'rule')),
  cause_id text not null check (length(cause_id) between 1 and 120),
  effect_kind text not null check (effect_kind in ('objective', 'action')),
  effect_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, plan_id, cause_kind, cause_id, effect_kind, effect_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_cause_effect on mainstay.plan_cause (workspace_id, effect_id);
call mainstay.protect_tenant_table('plan_cause');
call mainstay.protect_by_account('plan_cause');
