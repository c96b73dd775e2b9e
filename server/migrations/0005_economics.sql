-- Purpose: what each account earns us, month by month, and the figures of a period.
-- Amounts without suffix are in reporting currency at the rate of the day; null when a rate is missing.
create table mainstay.account_month (
  workspace_id integer not null,
  account_id bigint not null,
  month date not null,
  currency text not null,
  product_line_id bigint,
  lines integer not null,
  lines_without_rate integer not null,
  lines_without_cost integer not null,
  list_value numeric,
  discount numeric,
  rebate numeric,
  promotion numeric,
  payment_terms numeric,
  freight_allowance numeric,
  free_goods numeric,
  net_revenue numeric,
  net_revenue_costed numeric,
  cost_of_goods numeric,
  net_revenue_transaction numeric not null,
  net_revenue_costed_transaction numeric not null,
  cost_of_goods_transaction numeric not null,
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create unique index account_month_key on mainstay.account_month (workspace_id, account_id, month, currency, product_line_id) nulls not distinct;
call mainstay.protect_tenant_table('account_month');
call mainstay.protect_by_account('account_month');

create table mainstay.account_service_month (
  workspace_id integer not null,
  account_id bigint not null,
  month date not null,
  activity_code text collate "C" not null,
  quantity numeric not null,
  minutes numeric,
  cost numeric,
  primary key (workspace_id, account_id, month, activity_code),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
call mainstay.protect_tenant_table('account_service_month');
call mainstay.protect_by_account('account_service_month');

-- One computed answer to "how did every account do in this period", kept until the ledger changes.
create table mainstay.figure_set (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  basis text not null check (basis in ('company', 'group')),
  rates text not null check (rates in ('day', 'constant')),
  comparison text not null check (comparison in ('previous_period', 'previous_year')),
  from_month date not null,
  to_month date not null,
  ledger_revision bigint not null,
  is_default boolean not null default false,
  totals jsonb not null default '{}',
  computed_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index figure_set_question on mainstay.figure_set (workspace_id, basis, rates, comparison, from_month, to_month);
call mainstay.protect_tenant_table('figure_set');

create table mainstay.account_figure (
  workspace_id integer not null,
  figure_set_id uuid not null,
  account_id bigint not null,
  net_revenue numeric,
  net_revenue_before numeric,
  gross_margin numeric,
  gross_margin_before numeric,
  gross_margin_rate double precision,
  costed_share double precision,
  cost_to_serve numeric,
  contribution numeric,
  contribution_rate double precision,
  growth double precision,
  lines integer not null default 0,
  lines_without_rate integer not null default 0,
  active_months smallint not null default 0,
  product_lines smallint not null default 0,
  first_month date,
  last_month date,
  wallet_low numeric,
  wallet_base numeric,
  wallet_high numeric,
  wallet_estimated_on date,
  quarters real[],
  outlook text check (outlook in ('growing', 'flat', 'declining', 'at_risk', 'too_little_history')),
  outlook_evidence jsonb,
  primary key (workspace_id, figure_set_id, account_id),
  foreign key (workspace_id, figure_set_id) references mainstay.figure_set (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create index account_figure_net_revenue on mainstay.account_figure (workspace_id, figure_set_id, net_revenue desc nulls last, account_id);
call mainstay.protect_tenant_table('account_figure');
call mainstay.protect_by_account('account_figure');
