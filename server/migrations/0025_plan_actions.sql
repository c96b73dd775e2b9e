-- Purpose: the attack plan: actions with one owner and a due date, what each needs, hand-overs of a plan, and a calendar
-- address of one's own.
create table mainstay.plan_action (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  title text not null check (length(title) between 1 and 300),
  details text not null default '' check (length(details) <= 4000),
  state text not null default 'planned' check (state in ('planned', 'in_progress', 'blocked', 'done', 'dropped')),
  state_reason text not null default '' check (length(state_reason) <= 1000),
  evidence text not null default '' check (length(evidence) <= 2000),
  starts_on date,
  due_on date,
  done_on date,
  -- Null: nobody owns it. A colleague has no access to the workspace; a person of the customer neither.
  owner_kind text check (owner_kind in ('member', 'colleague', 'customer')),
  owner_person_id text,
  owner_name text check (length(owner_name) between 1 and 200),
  owner_function text not null default '' check (length(owner_function) <= 80),
  -- Person of the customer who answers for it on their side.
  customer_owner text not null default '' check (length(customer_owner) <= 200),
  objective_id uuid,
  key_result_id uuid,
  repeat_every integer check (repeat_every between 1 and 52),
  repeat_unit text check (repeat_unit in ('week', 'month')),
  -- First due date of a recurring series, from which its rhythm is counted.
  repeat_anchor date,
  -- The occurrence before this one; one makes one.
  repeated_from uuid,
  snoozed_until date,
  snooze_reason text not null default '' check (length(snooze_reason) <= 500),
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  -- What belongs to an action names its plan and account as well.
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, owner_person_id) references mainstay.membership (workspace_id, person_id),
  foreign key (workspace_id, objective_id, plan_id, account_id) references mainstay.plan_objective (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, key_result_id, plan_id, account_id) references mainstay.plan_key_result (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, repeated_from) references mainstay.plan_action (workspace_id, id),
  check ((owner_kind is null) = (owner_name is null)),
  check ((owner_kind is not distinct from 'member') = (owner_person_id is not null)),
  check ((repeat_every is null) = (repeat_unit is null)),
  check ((state = 'done') = (done_on is not null)),
  check (state not in ('blocked', 'dropped') or state_reason <> '')
);
create index plan_action_plan on mainstay.plan_action (workspace_id, plan_id, due_on, id) where removed_at is null;
create index plan_action_every on mainstay.plan_action (workspace_id, plan_id, account_id);
create index plan_action_owner on mainstay.plan_action (workspace_id, owner_person_id, due_on, id) where removed_at is null;
create index plan_action_member on mainstay.plan_action (workspace_id, owner_person_id);
create index plan_action_objective on mainstay.plan_action (workspace_id, objective_id, plan_id, account_id);
create index plan_action_key_result on mainstay.plan_action (workspace_id, key_result_id, plan_id, account_id);
create unique index plan_action_next on mainstay.plan_action (workspace_id, repeated_from);
call mainstay.protect_tenant_table('plan_action');
call mainstay.protect_by_account('plan_action');

create table mainstay.plan_action_need (
  workspace_id integer not null,
  action_id uuid not null,
  needs_id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  primary key (workspace_id, action_id, needs_id),
  foreign key (workspace_id, action_id, plan_id, account_id) references mainstay.plan_action (workspace_id, id, plan_id, account_id) on delete cascade,
  foreign key (workspace_id, needs_id, plan_id, account_id) references mainstay.plan_action (workspace_id, id, plan_id, account_id) on delete cascade,
  check (action_id <> needs_id)
);
create index plan_action_need_plan on mainstay.plan_action_need (workspace_id, plan_id);
create index plan_action_need_from on mainstay.plan_action_need (workspace_id, action_id, plan_id, account_id);
create index plan_action_need_of on mainstay.plan_action_need (workspace_id, needs_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_action_need');
call mainstay.protect_by_account('plan_action_need');

-- Somebody took over the duties and open actions of somebody else in a plan.
create table mainstay.plan_hand_over (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  from_name text not null,
  to_name text not null,
  note text not null check (length(note) between 1 and 2000),
  actions integer not null,
  duties integer not null,
  happened_on date not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_hand_over_plan on mainstay.plan_hand_over (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_hand_over');
call mainstay.protect_by_account('plan_hand_over');

-- The secret address under which a calendar reads a person's actions; only its hash is kept.
create table mainstay.calendar_feed (
  workspace_id integer not null,
  person_id text not null,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  last_read_at timestamptz,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references mainstay.membership (workspace_id, person_id) on delete cascade
);
call mainstay.protect_tenant_table('calendar_feed');

-- A calendar brings nothing but its address: whose it is, before any workspace is chosen.
create function mainstay.calendar_feed_by_hash(wanted_hash text)
  returns table (workspace_slug text, person_id text, person_name text)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select w.slug, f.person_id, p.name
  from mainstay.calendar_feed f
  join mainstay.workspace w on w.id = f.workspace_id
  join identity.person p on p.id = f.person_id
  where f.token_hash = wanted_hash
$$;

-- The last week for which the weekly status report of a plan was sent.
create table mainstay.plan_report_sent (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- Monday of the week.
  week date not null,
  primary key (workspace_id, plan_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_report_sent_plan on mainstay.plan_report_sent (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_report_sent');
call mainstay.protect_by_account('plan_report_sent');

create function mainstay.workspaces_with_plans_to_report(this_week date) returns setof integer
  language sql stable security definer set search_path = mainstay, pg_temp
  as $$ select distinct p.workspace_id from mainstay.plan p
        where p.status = 'active' and not exists (
          select 1 from mainstay.plan_report_sent s
          where s.workspace_id = p.workspace_id and s.plan_id = p.id and s.week >= this_week) $$;
