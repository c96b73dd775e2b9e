-- Purpose: strengths, weaknesses, opportunities and threats as items, from both viewpoints; and pairs of them that were
-- looked at and left, with the reason.
create table mainstay.swot_item (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- The customer's own situation, or how the customer sees us.
  viewpoint text not null check (viewpoint in ('customer', 'view_of_us')),
  kind text not null check (kind in ('strength', 'weakness', 'opportunity', 'threat')),
  content text not null check (length(content) between 1 and 500),
  evidence text not null default '' check (length(evidence) <= 2000),
  evidence_on date,
  said_by text not null default '' check (length(said_by) <= 200),
  -- From 1 (small) to 3 (great); null until somebody has judged it.
  impact smallint check (impact between 1 and 3),
  confidence smallint check (confidence between 1 and 3),
  -- Why it no longer counts, since when, and who said so.
  settled_reason text check (length(settled_reason) between 3 and 500),
  settled_on date,
  settled_by text,
  author_id text not null,
  author_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  check ((settled_on is null) = (settled_reason is null)),
  check ((settled_on is null) = (settled_by is null))
);
create index swot_item_plan on mainstay.swot_item (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('swot_item');
call mainstay.protect_by_account('swot_item');

create table mainstay.tows_dismissal (
  workspace_id integer not null,
  plan_id uuid not null,
  account_id bigint not null,
  -- A strength or weakness, and an opportunity or threat.
  internal_id uuid not null,
  external_id uuid not null,
  reason text not null check (length(reason) between 3 and 500),
  dismissed_on date not null,
  dismissed_by text not null,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (workspace_id, plan_id, internal_id, external_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, internal_id) references mainstay.swot_item (workspace_id, id) on delete cascade,
  foreign key (workspace_id, external_id) references mainstay.swot_item (workspace_id, id) on delete cascade
);
create index tows_dismissal_account on mainstay.tows_dismissal (workspace_id, plan_id, account_id);
create index tows_dismissal_internal on mainstay.tows_dismissal (workspace_id, internal_id);
create index tows_dismissal_external on mainstay.tows_dismissal (workspace_id, external_id);
call mainstay.protect_tenant_table('tows_dismissal');
call mainstay.protect_by_account('tows_dismissal');
