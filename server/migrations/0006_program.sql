-- Purpose: what "key" means here: versioned criteria sets and the scheme of tiers.
create table mainstay.criteria_set (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  number integer not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  definition jsonb not null,
  publish_reason text,
  published_at timestamptz,
  published_by text,
  retired_at timestamptz,
  -- Published by the program itself, so that a first ranking is there at once.
  is_starter boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number)
);
create unique index criteria_set_published on mainstay.criteria_set (workspace_id) where status = 'published';
call mainstay.protect_tenant_table('criteria_set');

create table mainstay.tier_scheme (
  workspace_id integer primary key references mainstay.workspace (id),
  definition jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
call mainstay.protect_tenant_table('tier_scheme');
