-- Purpose: what each account earns us, month by month, and the figures of a period.
-- Amounts without suffix are in reporting currency at the rate of the day; null when a rate is missing.
-- Everything here is computed from the ledger and can be computed again, so no foreign key leads to accounts: an undone
-- import may remove an account at any time, and a million lines are summed without a million look-ups.

-- The state of the ledger that the facts below were computed from.
create table mainstay.economics_state (
  workspace_id integer primary key references mainstay.workspace (id),
  facts_revision bigint not null,
  last_invoice_date date,
  has_activity_counts boolean not null default false,
  refreshed_at timestamptz not null default now()
);
call mainstay.protect_tenant_table('economics_state');

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
  list_value_transaction numeric not null,
  discount_transaction numeric,
  rebate_transaction numeric,
  promotion_transaction numeric,
  payment_terms_transaction numeric,
  freight_allowance_transaction numeric,
  free_goods_transaction numeric,
  net_revenue_transaction numeric not null,
  net_revenue_costed_transaction numeric not null,
  cost_of_goods_transaction numeric not null
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
  primary key (workspace_id, account_id, month, activity_code)
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

-- Narrow on purpose: lists sort and filter by reading all of it. Copies of what an account is called and where it sits
-- spare them a join; they follow the account within a moment.
-- Columns of fixed width and those that filters read come first: reading a row goes from left to right.
create table mainstay.account_figure (
  workspace_id integer not null,
  lines integer not null default 0,
  figure_set_id uuid not null,
  account_id bigint not null,
  lines_without_rate integer not null default 0,
  active_months smallint not null default 0,
  product_lines smallint not null default 0,
  net_revenue numeric,
  contribution numeric,
  gross_margin numeric,
  outlook text check (outlook in ('growing', 'flat', 'declining', 'at_risk', 'too_little_history')),
  segment text collate "C",
  country text collate "C",
  unit text collate "C",
  city text collate "C",
  code text collate "C" not null,
  sort_name text collate "C" not null,
  search_text text collate "C" not null,
  growth double precision,
  gross_margin_rate double precision,
  contribution_rate double precision,
  costed_share double precision,
  wallet_share double precision,
  outlook_change double precision,
  cost_to_serve numeric,
  net_revenue_before numeric,
  gross_margin_before numeric,
  first_month date,
  last_month date,
  wallet_low numeric,
  wallet_base numeric,
  wallet_high numeric,
  wallet_estimated_on date,
  primary key (workspace_id, figure_set_id, account_id)
);
call mainstay.protect_tenant_table('account_figure');
call mainstay.protect_by_account('account_figure');

-- What a list never sorts by.
create table mainstay.account_figure_detail (
  workspace_id integer not null,
  figure_set_id uuid not null,
  account_id bigint not null,
  quarters real[] not null default '{}',
  outlook_evidence jsonb,
  primary key (workspace_id, figure_set_id, account_id)
);
call mainstay.protect_tenant_table('account_figure_detail');
call mainstay.protect_by_account('account_figure_detail');

-- In place of a foreign key that would be looked up once for every account of every answer: a set takes its figures along.
create function mainstay.drop_figures_of_sets() returns trigger language plpgsql as $$
begin
  delete from mainstay.account_figure f using gone g where f.workspace_id = g.workspace_id and f.figure_set_id = g.id;
  delete from mainstay.account_figure_detail d using gone g where d.workspace_id = g.workspace_id and d.figure_set_id = g.id;
  return null;
end $$;
create trigger figure_set_removed after delete on mainstay.figure_set
  referencing old table as gone for each statement execute function mainstay.drop_figures_of_sets();

-- Fresh facts without statistics make the planner look up row by row what it should read at once. Only an owner may
-- analyze, so the application asks for it through this.
create function mainstay.analyze_economics() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  analyze mainstay.account, mainstay.account_month, mainstay.account_service_month, mainstay.account_figure, mainstay.account_figure_detail;
end $$;
