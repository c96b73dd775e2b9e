-- Purpose: exceptions are asked for, decided by a second person and end by themselves; decisions against the scores stay
-- marked; anybody who may ask puts accounts forward.
create table mainstay.tier_override (
  workspace_id integer not null,
  id uuid not null,
  account_id bigint not null,
  tier text not null,
  reason text not null check (length(reason) >= 10),
  asked_by text not null,
  asker_name text not null,
  asked_on date not null,
  asked_at timestamptz not null,
  expires_on date not null check (expires_on >= asked_on),
  -- What the scores proposed when it was asked for; null without criteria in force.
  proposed_tier text,
  is_granted boolean,
  decider_id text,
  decider_name text,
  answer_reason text,
  decided_on date,
  ended_by text,
  ender_name text,
  end_reason text,
  ended_on date,
  -- That it is over by time has been told to everybody.
  is_expiry_told boolean not null default false,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id),
  check ((is_granted is null) = (decided_on is null)),
  check ((ended_on is null) = (end_reason is null))
);
create index tier_override_account on mainstay.tier_override (workspace_id, account_id, asked_at desc);
create index tier_override_latest on mainstay.tier_override (workspace_id, asked_at desc, id desc);
create index tier_override_due on mainstay.tier_override (expires_on) where not is_expiry_told;
call mainstay.protect_tenant_table('tier_override');
call mainstay.protect_by_account('tier_override');

-- What the scores proposed on the day of the decision, whether it follows them, the override it grants, and the account
-- that was next by the scores when an exception took a place. Null: not known, as of every decision before this.
alter table mainstay.tier_decision
  add column proposed_tier text,
  add column follows_scores boolean,
  add column override_id uuid,
  add column instead_account_id bigint;
alter table mainstay.tier_decision
  add constraint tier_decision_override foreign key (workspace_id, override_id) references mainstay.tier_override (workspace_id, id),
  add constraint tier_decision_instead foreign key (workspace_id, instead_account_id) references mainstay.account (workspace_id, id);
create unique index tier_decision_override on mainstay.tier_decision (workspace_id, override_id);
create index tier_decision_instead on mainstay.tier_decision (workspace_id, instead_account_id);

-- Whether exceptions need a second person; a workspace without a row says yes.
create table mainstay.exception_policy (
  workspace_id integer primary key references mainstay.workspace (id),
  needs_second_person boolean not null,
  version integer not null,
  updated_at timestamptz not null
);
call mainstay.protect_tenant_table('exception_policy');

create table mainstay.nomination (
  workspace_id integer not null,
  id uuid not null,
  account_id bigint not null,
  reason text not null check (length(reason) >= 10),
  nominated_by text not null,
  nominator_name text not null,
  nominated_at timestamptz not null,
  answer text check (answer in ('taken_up', 'declined')),
  decider_id text,
  decider_name text,
  note text,
  answered_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id),
  check ((answer is null) = (answered_at is null))
);
create unique index nomination_open on mainstay.nomination (workspace_id, account_id) where answer is null;
create index nomination_account on mainstay.nomination (workspace_id, account_id);
create index nomination_latest on mainstay.nomination (workspace_id, nominated_at desc, id desc);
call mainstay.protect_tenant_table('nomination');
call mainstay.protect_by_account('nomination');

-- Looked for across workspaces once an hour; only their numbers leave.
create function mainstay.workspaces_with_overrides_over(day date) returns setof integer
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select distinct o.workspace_id from mainstay.tier_override o where not o.is_expiry_told and o.expires_on < day
$$;
