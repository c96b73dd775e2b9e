-- Purpose: what a plan wants to earn by when and what leads there; and what each unit of the customer buys from us, from
-- others, or not at all.
create table mainstay.plan_goal (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  period integer not null,
  measure text not null check (measure in ('net_revenue', 'gross_margin', 'contribution')),
  -- Null once it has been cleared: the version goes on, so that an older view cannot write over it.
  amount numeric,
  author_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, plan_id, period, measure),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, plan_id, period) references mainstay.plan_period (workspace_id, plan_id, number)
);
call mainstay.protect_tenant_table('plan_goal');
call mainstay.protect_by_account('plan_goal');

create table mainstay.plan_bridge_entry (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  period integer not null,
  measure text not null check (measure in ('net_revenue', 'gross_margin', 'contribution')),
  kind text not null check (kind in ('base', 'committed_growth', 'pipeline', 'white_space')),
  amount numeric not null,
  note text not null default '' check (length(note) <= 1000),
  source text not null default '' check (length(source) <= 500),
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, plan_id, period) references mainstay.plan_period (workspace_id, plan_id, number)
);
create index plan_bridge_entry_plan on mainstay.plan_bridge_entry (workspace_id, plan_id, period);
-- What the run rate is replaced by is one figure.
create unique index plan_bridge_entry_base on mainstay.plan_bridge_entry (workspace_id, plan_id, period, measure)
  where kind = 'base' and removed_at is null;
call mainstay.protect_tenant_table('plan_bridge_entry');
call mainstay.protect_by_account('plan_bridge_entry');

-- Rows (buying units) and columns (offerings) of the white space.
create table mainstay.white_space_heading (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  axis text not null check (axis in ('units', 'offerings')),
  name text not null check (length(name) between 1 and 120),
  -- The name as it is compared: two headings of an axis never look the same.
  name_key text not null,
  -- Of a unit: the company behind it.
  unit_account_id bigint,
  -- Of an offering: the product line of the ledger; and its gross margin where people know it.
  product_line_id bigint,
  margin_rate double precision check (margin_rate between -1 and 1),
  position integer not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  -- A cell names its plan and account as well.
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, unit_account_id) references mainstay.account (workspace_id, id),
  foreign key (workspace_id, product_line_id) references mainstay.product_line (workspace_id, id),
  check (unit_account_id is null or axis = 'units'),
  check ((product_line_id is null and margin_rate is null) or axis = 'offerings')
);
create index white_space_heading_plan on mainstay.white_space_heading (workspace_id, plan_id, axis, position);
create unique index white_space_heading_name on mainstay.white_space_heading (workspace_id, plan_id, axis, name_key) where removed_at is null;
create index white_space_heading_unit on mainstay.white_space_heading (workspace_id, unit_account_id) where unit_account_id is not null;
create index white_space_heading_line on mainstay.white_space_heading (workspace_id, product_line_id) where product_line_id is not null;
call mainstay.protect_tenant_table('white_space_heading');
call mainstay.protect_by_account('white_space_heading');

-- Only cells that somebody, or the ledger, has written; the others are unknown.
create table mainstay.white_space_cell (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  unit_id uuid not null,
  offering_id uuid not null,
  state text not null check (state in ('owned', 'lapsed', 'competitor', 'open', 'not_needed', 'unknown')),
  state_by text not null check (state_by in ('people', 'ledger')),
  competitor text check (length(competitor) between 1 and 200),
  competitor_share double precision check (competitor_share between 0 and 1),
  renewal_on date,
  -- What the unit spends, or would spend, on the offering in a year, with whomever, in reporting currency.
  potential_low numeric check (potential_low >= 0),
  potential_base numeric check (potential_base >= 0),
  potential_high numeric check (potential_high >= 0),
  need_probability double precision check (need_probability between 0 and 1),
  win_probability double precision check (win_probability between 0 and 1),
  source text not null default '' check (length(source) <= 500),
  note text not null default '' check (length(note) <= 2000),
  author_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  -- Emptied by an undo: the version goes on.
  removed_at timestamptz,
  primary key (workspace_id, plan_id, unit_id, offering_id),
  foreign key (workspace_id, unit_id, plan_id, account_id) references mainstay.white_space_heading (workspace_id, id, plan_id, account_id) on delete cascade,
  foreign key (workspace_id, offering_id, plan_id, account_id) references mainstay.white_space_heading (workspace_id, id, plan_id, account_id) on delete cascade,
  check (coalesce(potential_low, potential_base, 0) <= coalesce(potential_base, potential_low, 0)),
  check (coalesce(potential_base, potential_low, 0) <= coalesce(potential_high, potential_base, potential_low, 0))
);
create index white_space_cell_offering on mainstay.white_space_cell (workspace_id, offering_id);
create index white_space_cell_unit on mainstay.white_space_cell (workspace_id, unit_id);
call mainstay.protect_tenant_table('white_space_cell');
call mainstay.protect_by_account('white_space_cell');

-- What cells were before a change of one or many, so that it can be taken back.
create table mainstay.white_space_change (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- For each cell: the version it was given, and what it was before; null where it was empty.
  cells jsonb not null,
  author_name text not null,
  created_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index white_space_change_plan on mainstay.white_space_change (workspace_id, plan_id, created_at);
call mainstay.protect_tenant_table('white_space_change');
call mainstay.protect_by_account('white_space_change');
