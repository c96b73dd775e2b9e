-- Purpose: notes of the sections of a plan, which several people write at once. A text is what all its updates together
-- give (Yjs); the updates stay, so that who wrote when can be told.
create table mainstay.plan_text (
  workspace_id integer not null,
  plan_id uuid not null,
  section_key text not null check (length(section_key) between 1 and 60),
  account_id bigint not null,
  -- All updates merged, in the encoding of Yjs; null until the first one is taken.
  state bytea,
  -- Number of the last update.
  sequence integer not null default 0 check (sequence >= 0),
  -- What the state says, for those who only read.
  blocks jsonb not null default '[]',
  characters integer not null default 0 check (characters >= 0),
  updated_by text,
  updater_name text,
  updated_at timestamptz,
  primary key (workspace_id, plan_id, section_key),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id),
  check ((sequence = 0) = (state is null)),
  check ((sequence = 0) = (updated_at is null))
);
create index plan_text_account on mainstay.plan_text (workspace_id, account_id);
create index plan_text_plan on mainstay.plan_text (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_text');
call mainstay.protect_by_account('plan_text');

create table mainstay.plan_text_update (
  workspace_id integer not null,
  plan_id uuid not null,
  section_key text not null,
  sequence integer not null check (sequence > 0),
  account_id bigint not null,
  -- Only what was new in what came.
  content bytea not null,
  person_id text not null,
  person_name text not null,
  at timestamptz not null,
  primary key (workspace_id, plan_id, section_key, sequence),
  foreign key (workspace_id, plan_id, section_key) references mainstay.plan_text (workspace_id, plan_id, section_key)
);
create index plan_text_update_account on mainstay.plan_text_update (workspace_id, account_id);
-- Whether somebody has written in this quarter of an hour already.
create index plan_text_update_person on mainstay.plan_text_update (workspace_id, plan_id, section_key, person_id, at);
call mainstay.protect_tenant_table('plan_text_update');
call mainstay.protect_by_account('plan_text_update');
create trigger plan_text_update_stays before update or delete on mainstay.plan_text_update
  for each row execute function mainstay.keep_as_written();
