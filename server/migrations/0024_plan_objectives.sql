-- Purpose: what a plan wants to have reached: objectives, the key results by which one sees it, and the readings of
-- those that people type in. What the ledger gives is computed when it is read and stands nowhere here.
create table mainstay.plan_objective (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  title text not null check (length(title) between 1 and 300),
  why text not null default '' check (length(why) <= 4000),
  kind text not null check (kind in ('qualitative', 'quantitative')),
  ambition text not null check (ambition in ('committed', 'stretch')),
  -- Null without an owner. A member has a person; others have a name of their own.
  owner_kind text check (owner_kind in ('member', 'colleague', 'customer')),
  owner_person_id text,
  owner_name text check (length(owner_name) between 1 and 200),
  owner_function text not null default '' check (length(owner_function) <= 80),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  status text not null default 'open' check (status in ('open', 'closed', 'dropped')),
  ended_on date,
  ended_by_name text,
  end_reason text not null default '' check (length(end_reason) <= 1000),
  final_grade double precision check (final_grade between 0 and 1),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  -- Whatever belongs to an objective names its plan and account as well.
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, owner_person_id) references mainstay.membership (workspace_id, person_id),
  check ((owner_kind is null) = (owner_name is null)),
  check ((owner_kind is not distinct from 'member') = (owner_person_id is not null)),
  check ((status = 'open') = (ended_on is null)),
  check (status = 'closed' or final_grade is null)
);
create index plan_objective_plan on mainstay.plan_objective (workspace_id, plan_id, account_id);
create index plan_objective_owner on mainstay.plan_objective (workspace_id, owner_person_id);
call mainstay.protect_tenant_table('plan_objective');
call mainstay.protect_by_account('plan_objective');

create table mainstay.plan_key_result (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  objective_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  kind text not null check (kind in ('measured', 'binary')),
  direction text not null check (direction in ('up', 'down')),
  ambition text not null check (ambition in ('committed', 'stretch')),
  weight double precision not null check (weight > 0 and weight <= 1000),
  unit text not null default '' check (length(unit) <= 40),
  start_value numeric(26, 10) not null,
  target_value numeric(26, 10) not null,
  -- Null for readings that are typed in; else what the ledger is asked for.
  fed_source text check (fed_source in ('net_revenue', 'gross_margin', 'contribution', 'invoice_lines', 'products_bought', 'share_of_wallet')),
  fed_product_line text check (length(fed_product_line) between 1 and 300),
  fed_window text check (fed_window in ('period_to_date', 'last_12_months')),
  position integer not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, objective_id, plan_id, account_id)
    references mainstay.plan_objective (workspace_id, id, plan_id, account_id) on delete cascade,
  check ((fed_source is null) = (fed_window is null)),
  check (fed_source is not null or fed_product_line is null),
  check (start_value <> target_value or kind = 'binary')
);
create index plan_key_result_objective on mainstay.plan_key_result (workspace_id, objective_id, plan_id, account_id);
create index plan_key_result_plan on mainstay.plan_key_result (workspace_id, plan_id);
call mainstay.protect_tenant_table('plan_key_result');
call mainstay.protect_by_account('plan_key_result');

create table mainstay.key_result_reading (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  key_result_id uuid not null,
  read_on date not null,
  value numeric(26, 10) not null,
  note text not null default '' check (length(note) <= 500),
  author_id text not null,
  author_name text not null,
  -- The reading whose place it takes.
  corrects_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, id, key_result_id),
  foreign key (workspace_id, key_result_id, plan_id, account_id)
    references mainstay.plan_key_result (workspace_id, id, plan_id, account_id) on delete cascade,
  foreign key (workspace_id, corrects_id, key_result_id)
    references mainstay.key_result_reading (workspace_id, id, key_result_id),
  check (corrects_id is distinct from id)
);
create index key_result_reading_result on mainstay.key_result_reading (workspace_id, key_result_id, plan_id, account_id, read_on);
create index key_result_reading_plan on mainstay.key_result_reading (workspace_id, plan_id);
-- A reading is corrected once; whoever errs again corrects the correction.
create unique index key_result_reading_correction on mainstay.key_result_reading (workspace_id, corrects_id, key_result_id) where removed_at is null;
call mainstay.protect_tenant_table('key_result_reading');
call mainstay.protect_by_account('key_result_reading');
