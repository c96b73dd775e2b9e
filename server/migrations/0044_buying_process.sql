-- Purpose: what a customer buys, with the way there on both sides: milestones of their buying, steps of our selling and
-- which of those serve which; and ways that an account buys again and again, kept by version.
create table mainstay.buying_template (
  workspace_id integer not null,
  id uuid not null,
  account_id bigint not null,
  name text not null check (length(name) between 1 and 120),
  -- The name as it is compared: versions of one template share it.
  name_key text not null check (length(name_key) between 1 and 240),
  number integer not null check (number > 0),
  buy_class text not null check (buy_class in ('new_task', 'modified_rebuy', 'straight_rebuy')),
  -- Both ways in their order, as domain/src/buying describes them.
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  author_id text not null,
  author_name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, account_id, name_key, number),
  -- Whoever begins from a template names its account as well, so that nobody begins from that of another.
  unique (workspace_id, id, account_id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
call mainstay.protect_tenant_table('buying_template');
call mainstay.protect_by_account('buying_template');
create trigger buying_template_stays before update or delete on mainstay.buying_template
  for each row execute function mainstay.keep_as_written();

create table mainstay.purchase (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  title text not null check (length(title) between 1 and 200),
  buy_class text not null check (buy_class in ('new_task', 'modified_rebuy', 'straight_rebuy')),
  note text not null default '' check (length(note) <= 2000),
  -- The day they want to decide on.
  decision_on date,
  status text not null default 'open' check (status in ('open', 'won', 'lost', 'set_aside')),
  ended_on date,
  end_reason text check (length(end_reason) between 3 and 500),
  ended_by_name text,
  template_id uuid,
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  -- Steps name the plan and account of their purchase as well.
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, template_id, account_id) references mainstay.buying_template (workspace_id, id, account_id),
  check ((status = 'open') = (ended_on is null)),
  check ((ended_on is null) = (end_reason is null)),
  check ((ended_on is null) = (ended_by_name is null))
);
create index purchase_plan on mainstay.purchase (workspace_id, plan_id, account_id);
create index purchase_template on mainstay.purchase (workspace_id, template_id, account_id);
create index purchase_account on mainstay.purchase (workspace_id, account_id);
call mainstay.protect_tenant_table('purchase');
call mainstay.protect_by_account('purchase');

create table mainstay.buying_step (
  workspace_id integer not null,
  id uuid not null,
  purchase_id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  side text not null check (side in ('customer', 'ours')),
  -- Its place among those of its side; a step that is moved comes to stand between two others.
  position double precision not null,
  title text not null check (length(title) between 1 and 200),
  phase text check (phase in ('need_recognition', 'characteristics', 'description', 'source_search', 'proposals', 'selection',
    'order_routine', 'performance_review')),
  owner_role text not null default '' check (length(owner_role) <= 120),
  owner_id uuid,
  evidence text not null default '' check (length(evidence) <= 1000),
  requirement text not null default '' check (length(requirement) <= 2000),
  planned_on date,
  done_on date,
  -- Of ours: milestones of theirs, also such as were taken out and may come back.
  serves uuid[] not null default '{}',
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, purchase_id, plan_id, account_id)
    references mainstay.purchase (workspace_id, id, plan_id, account_id) on delete cascade,
  foreign key (workspace_id, owner_id) references mainstay.plan_person (workspace_id, id),
  check (side = 'customer' or phase is null),
  check (side = 'ours' or serves = '{}')
);
create index buying_step_purchase on mainstay.buying_step (workspace_id, purchase_id, plan_id, account_id);
create index buying_step_plan on mainstay.buying_step (workspace_id, plan_id);
create index buying_step_owner on mainstay.buying_step (workspace_id, owner_id);
create index buying_step_account on mainstay.buying_step (workspace_id, account_id);
call mainstay.protect_tenant_table('buying_step');
call mainstay.protect_by_account('buying_step');

call mainstay.keep_plan_past('purchase', 'plan_id', '{id}');
call mainstay.keep_plan_past('buying_step', 'plan_id', '{id}');

-- An action or an objective comes of a step as well.
alter table mainstay.plan_cause drop constraint plan_cause_cause_kind_check;
alter table mainstay.plan_cause add constraint plan_cause_cause_kind_check
  check (cause_kind in ('swot_item', 'tows_pair', 'white_space_cell', 'buying_step', 'statement', 'rule')) not valid;
