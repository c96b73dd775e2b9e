-- Purpose: what the program is, in versions; who stands for it; what its council met about and decided; how far it is
-- adopted, month by month.
create table mainstay.program_definition (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  number integer not null,
  status text not null check (status in ('draft', 'published')),
  content jsonb not null,
  -- Copied out of the content when published; what holds on a day is found by it.
  effective_date date,
  published_at timestamptz,
  published_by text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number),
  unique (workspace_id, effective_date),
  check ((status = 'published') = (effective_date is not null))
);
create unique index program_definition_draft on mainstay.program_definition (workspace_id) where status = 'draft';
call mainstay.protect_tenant_table('program_definition');

create table mainstay.program_person (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  role text not null check (role in ('executive_sponsor', 'champion', 'council')),
  function text check (length(function) between 1 and 40),
  -- Null for people outside the workspace, who have a name only.
  person_id text,
  name text not null check (length(name) between 1 and 200),
  duties text not null,
  since date not null,
  until date check (until >= since),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references mainstay.membership (workspace_id, person_id),
  check ((role = 'council') = (function is not null))
);
create index program_person_member on mainstay.program_person (workspace_id, person_id);
call mainstay.protect_tenant_table('program_person');

create table mainstay.council_meeting (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  held_on date not null,
  title text not null check (length(title) between 1 and 120),
  attendees jsonb not null,
  minutes text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index council_meeting_latest on mainstay.council_meeting (workspace_id, held_on desc, id desc);
call mainstay.protect_tenant_table('council_meeting');

create table mainstay.council_decision (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  number integer not null,
  decided_on date not null,
  decision text not null check (length(decision) between 1 and 2000),
  reason text not null check (length(reason) >= 10),
  decided_by text not null,
  meeting_id uuid,
  corrects_id uuid,
  criteria_set_id uuid,
  definition_id uuid,
  tier_scheme_version integer,
  -- Kept by id only: later areas own these, and answers to long questions may be dropped one day.
  override_id uuid,
  run_id uuid,
  person_id text not null,
  person_name text not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, meeting_id) references mainstay.council_meeting (workspace_id, id),
  foreign key (workspace_id, corrects_id) references mainstay.council_decision (workspace_id, id),
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id),
  foreign key (workspace_id, definition_id) references mainstay.program_definition (workspace_id, id)
);
create index council_decision_meeting on mainstay.council_decision (workspace_id, meeting_id);
-- An entry is corrected once; who wants to correct it again corrects the correction.
create unique index council_decision_corrects on mainstay.council_decision (workspace_id, corrects_id);
create index council_decision_criteria_set on mainstay.council_decision (workspace_id, criteria_set_id);
create index council_decision_definition on mainstay.council_decision (workspace_id, definition_id);
call mainstay.protect_tenant_table('council_decision');

-- The application role lacks the right anyway; this also stops whoever has it from rewriting what was decided.
create function mainstay.keep_as_written() returns trigger language plpgsql as $$
begin
  raise exception 'entries of % are never changed or taken out', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger council_decision_stays before update or delete on mainstay.council_decision
  for each row execute function mainstay.keep_as_written();

create table mainstay.adoption_month (
  workspace_id integer not null references mainstay.workspace (id),
  month date not null check (extract(day from month) = 1),
  assessed_on date not null,
  at_least double precision not null,
  at_most double precision not null,
  steps jsonb not null,
  facts jsonb not null,
  primary key (workspace_id, month)
);
call mainstay.protect_tenant_table('adoption_month');

-- Whether sponsor and champion are at work is read from what they did.
create index audit_entry_actor on mainstay.audit_entry (workspace_id, actor_id, at);
