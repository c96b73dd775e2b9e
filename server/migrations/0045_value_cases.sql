-- Purpose: value cases of a plan: what working together is worth to the customer, or the account to us, with the drivers
-- behind it by year.
create table mainstay.value_case (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  title text not null check (length(title) between 1 and 200),
  -- Whom it pays; what the account is worth to us are margins.
  beneficiary text not null check (beneficiary in ('customer', 'us')),
  note text not null default '' check (length(note) <= 2000),
  -- The first day of year 1; year 0 is what comes before.
  starts_on date not null check (extract(day from starts_on) = 1),
  years integer not null check (years between 1 and 10),
  discount_rate double precision not null check (discount_rate between 0 and 1),
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  -- Not when the work began: what is written at once keeps its order.
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  -- A driver names its plan and account as well.
  unique (workspace_id, id, plan_id, account_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index value_case_plan on mainstay.value_case (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('value_case');
call mainstay.protect_by_account('value_case');

-- One object a year, from year 0: {"low": null, "base": "1200.50", "high": null}.
create function mainstay.is_value_years(years jsonb) returns boolean language sql immutable
  set search_path = mainstay, pg_temp as $$
  select jsonb_typeof(years) = 'array' and jsonb_array_length(years) between 2 and 11 and not exists (
    select from jsonb_array_elements(case jsonb_typeof(years) when 'array' then years else '[]' end) y(amounts)
    where jsonb_typeof(y.amounts) is distinct from 'object'
      or coalesce(y.amounts->>'base', '') !~ '^\d{1,16}(\.\d{1,10})?$'
      or coalesce(y.amounts->>'low', '0') !~ '^\d{1,16}(\.\d{1,10})?$'
      or coalesce(y.amounts->>'high', '0') !~ '^\d{1,16}(\.\d{1,10})?$')
$$;

create table mainstay.value_driver (
  workspace_id integer not null,
  id uuid not null,
  case_id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  kind text not null check (kind in ('benefit', 'cost')),
  name text not null check (length(name) between 1 and 200),
  method text not null default '' check (length(method) <= 1000),
  baseline text not null default '' check (length(baseline) <= 1000),
  source text not null default '' check (length(source) <= 500),
  evidence text not null check (evidence in ('claimed', 'agreed', 'measured')),
  -- Who of the customer answers for it.
  owner_id uuid,
  probability double precision not null default 1 check (probability between 0 and 1),
  attribution double precision not null default 1 check (attribution between 0 and 1),
  -- May be longer or shorter than its case by now; what is missing is 0.
  years jsonb not null check (mainstay.is_value_years(years)),
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, case_id, plan_id, account_id)
    references mainstay.value_case (workspace_id, id, plan_id, account_id) on delete cascade,
  foreign key (workspace_id, owner_id) references mainstay.plan_person (workspace_id, id),
  -- What something costs is taken as sure.
  check (kind = 'benefit' or probability = 1)
);
create index value_driver_case on mainstay.value_driver (workspace_id, case_id, plan_id, account_id);
create index value_driver_plan on mainstay.value_driver (workspace_id, plan_id, account_id);
create index value_driver_owner on mainstay.value_driver (workspace_id, owner_id);
call mainstay.protect_tenant_table('value_driver');
call mainstay.protect_by_account('value_driver');

call mainstay.keep_plan_past('value_case', 'plan_id', '{id}');
call mainstay.keep_plan_past('value_driver', 'plan_id', '{id}');
