-- Purpose: long questions about selection (how firm is the list, does it hold on the past, did the program pay) as
-- records with progress, so that they survive their asker's browser and can be cancelled.
create table mainstay.selection_run (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  kind text not null check (kind in ('firmness', 'back_test', 'program_result')),
  question jsonb not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress double precision not null default 0 check (progress between 0 and 1),
  step text not null default '',
  -- Names no account: ids only, so that a reader sees the names of those they may see and no others.
  result jsonb,
  failure jsonb,
  person_id text not null,
  person_name text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index selection_run_latest on mainstay.selection_run (workspace_id, kind, created_at desc, id);
call mainstay.protect_tenant_table('selection_run');
