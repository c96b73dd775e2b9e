-- Purpose: what a plan was at a moment, who approved it, what people say about it, who follows it and who was told.
create table mainstay.plan_snapshot (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('by_hand', 'submitted', 'approved')),
  reason text not null check (length(reason) <= 2000),
  taken_by text not null,
  taker_name text not null,
  taken_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, plan_id, number),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id)
);
create index plan_snapshot_account on mainstay.plan_snapshot (workspace_id, account_id);
create index plan_snapshot_plan on mainstay.plan_snapshot (workspace_id, plan_id, account_id);
call mainstay.protect_tenant_table('plan_snapshot');
call mainstay.protect_by_account('plan_snapshot');
create trigger plan_snapshot_stays before update or delete on mainstay.plan_snapshot
  for each row execute function mainstay.keep_as_written();

-- Content by part, so that what somebody may not see can be left out for them.
create table mainstay.plan_snapshot_part (
  workspace_id integer not null,
  snapshot_id uuid not null,
  account_id bigint not null,
  part text not null check (length(part) between 1 and 40),
  content jsonb not null,
  primary key (workspace_id, snapshot_id, part),
  foreign key (workspace_id, snapshot_id) references mainstay.plan_snapshot (workspace_id, id)
);
create index plan_snapshot_part_account on mainstay.plan_snapshot_part (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_snapshot_part');
call mainstay.protect_by_account('plan_snapshot_part');
create trigger plan_snapshot_part_stays before update or delete on mainstay.plan_snapshot_part
  for each row execute function mainstay.keep_as_written();

create table mainstay.plan_approval (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  state text not null check (state in ('waiting', 'changes_asked', 'approved', 'withdrawn')),
  note text not null default '' check (length(note) <= 2000),
  submitted_by text not null,
  submitter_name text not null,
  submitted_at timestamptz not null,
  settled_at timestamptz,
  submitted_snapshot_id uuid not null,
  approved_snapshot_id uuid,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, submitted_snapshot_id) references mainstay.plan_snapshot (workspace_id, id),
  foreign key (workspace_id, approved_snapshot_id) references mainstay.plan_snapshot (workspace_id, id),
  check ((state = 'waiting') = (settled_at is null)),
  check ((state = 'approved') = (approved_snapshot_id is not null))
);
create index plan_approval_plan on mainstay.plan_approval (workspace_id, plan_id, submitted_at desc);
create index plan_approval_account on mainstay.plan_approval (workspace_id, account_id);
create index plan_approval_submitted on mainstay.plan_approval (workspace_id, submitted_snapshot_id);
create index plan_approval_approved on mainstay.plan_approval (workspace_id, approved_snapshot_id);
-- One submission at a time waits for answers.
create unique index plan_approval_waiting on mainstay.plan_approval (workspace_id, plan_id) where state = 'waiting';
call mainstay.protect_tenant_table('plan_approval');
call mainstay.protect_by_account('plan_approval');

create table mainstay.plan_approval_answer (
  workspace_id integer not null,
  approval_id uuid not null,
  account_id bigint not null,
  person_id text not null,
  name text not null,
  position integer not null,
  answer text check (answer in ('approved', 'changes_asked')),
  reason text not null default '' check (length(reason) <= 2000),
  answered_at timestamptz,
  primary key (workspace_id, approval_id, person_id),
  foreign key (workspace_id, approval_id) references mainstay.plan_approval (workspace_id, id) on delete cascade,
  check ((answer is null) = (answered_at is null))
);
create index plan_approval_answer_account on mainstay.plan_approval_answer (workspace_id, account_id);
create index plan_approval_answer_person on mainstay.plan_approval_answer (workspace_id, person_id);
call mainstay.protect_tenant_table('plan_approval_answer');
call mainstay.protect_by_account('plan_approval_answer');

create table mainstay.plan_comment (
  workspace_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  account_id bigint not null,
  subject_kind text not null check (subject_kind in ('plan', 'section', 'statement', 'swot_item', 'objective', 'key_result', 'action', 'person')),
  subject_id text not null check (length(subject_id) between 1 and 60),
  -- Where in the plan the subject stands, which decides who may read about it: a part of it, and one section of that part
  -- where only that section counts. Null for the plan as a whole.
  part text,
  section_key text,
  content text not null check (length(content) between 1 and 4000),
  author_id text not null,
  author_name text not null,
  -- [{personId, name}]
  mentions jsonb not null default '[]',
  created_at timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  removed_by text,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  check ((removed_at is null) = (removed_by is null))
);
create index plan_comment_subject on mainstay.plan_comment (workspace_id, plan_id, subject_kind, subject_id, created_at, id);
create index plan_comment_account on mainstay.plan_comment (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_comment');
call mainstay.protect_by_account('plan_comment');

-- Whoever neither watches nor mutes a plan has no row.
create table mainstay.plan_stance (
  workspace_id integer not null,
  plan_id uuid not null,
  person_id text not null,
  account_id bigint not null,
  stance text not null check (stance in ('watching', 'muted')),
  updated_at timestamptz not null,
  primary key (workspace_id, plan_id, person_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_stance_person on mainstay.plan_stance (workspace_id, person_id);
create index plan_stance_account on mainstay.plan_stance (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_stance');
call mainstay.protect_by_account('plan_stance');

create table mainstay.plan_notice (
  workspace_id integer not null,
  id uuid not null,
  person_id text not null,
  plan_id uuid not null,
  account_id bigint not null,
  kind text not null check (kind in ('mentioned', 'commented', 'approval_asked', 'changes_asked', 'approved', 'withdrawn')),
  actor_id text not null,
  actor_name text not null,
  comment_id uuid,
  told_at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade,
  foreign key (workspace_id, comment_id) references mainstay.plan_comment (workspace_id, id) on delete cascade
);
create index plan_notice_person on mainstay.plan_notice (workspace_id, person_id, told_at desc, id desc);
create index plan_notice_unread on mainstay.plan_notice (workspace_id, person_id) where read_at is null;
create index plan_notice_plan on mainstay.plan_notice (workspace_id, plan_id, account_id);
create index plan_notice_account on mainstay.plan_notice (workspace_id, account_id);
create index plan_notice_comment on mainstay.plan_notice (workspace_id, comment_id);
call mainstay.protect_tenant_table('plan_notice');
call mainstay.protect_by_account('plan_notice');
do $$ begin
  -- What somebody was told is theirs alone.
  execute format('create policy own_notices on mainstay.plan_notice as restrictive for select using (person_id = (select mainstay.current_person()) or current_user = %L)', current_user);
end $$;

-- Who has a plan open now. Worth nothing after a stop of the database, so it costs no log.
create unlogged table mainstay.plan_presence (
  workspace_id integer not null,
  plan_id uuid not null,
  person_id text not null,
  account_id bigint not null,
  name text not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (workspace_id, plan_id, person_id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_presence_account on mainstay.plan_presence (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_presence');
call mainstay.protect_by_account('plan_presence');

-- Members who see an account, however they see it: for naming people to whom it is shown, whatever the asker sees of teams.
create function mainstay.people_seeing_account(wanted_account bigint)
  returns table (person_id text, name text, role text)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select m.person_id, p.name, m.role
  from mainstay.membership m
  join identity.person p on p.id = m.person_id
  join mainstay.account a on a.workspace_id = m.workspace_id and a.id = wanted_account
  where m.workspace_id = mainstay.current_workspace() and m.status = 'active'
    and (m.visibility = 'all'
      or (m.visibility = 'unit' and a.unit = m.unit)
      or (m.visibility = 'team' and exists (
        select 1 from mainstay.account_team_member t
        where t.workspace_id = m.workspace_id and t.person_id = m.person_id and t.account_id in (a.id, a.group_id))))
$$;
