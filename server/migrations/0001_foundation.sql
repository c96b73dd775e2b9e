-- Purpose: workspaces, members, audit, outbox, idempotency, and the one way tenant tables are protected.
create schema mainstay;

create function mainstay.current_workspace() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('mainstay.workspace_id', true), '')::integer $$;

create function mainstay.current_person() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('mainstay.person_id', true), '') $$;

-- No setting means no accounts: a forgotten context fails closed.
create function mainstay.sees_all_accounts() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('mainstay.visibility', true), '') = 'all' $$;

-- Every tenant table goes through here: row security enabled and forced, one policy for the workspace,
-- and one that lets the owner (migrations, backup) see all rows.
create procedure mainstay.protect_tenant_table(name text) language plpgsql as $$
begin
  execute format('alter table mainstay.%I enable row level security', name);
  execute format('alter table mainstay.%I force row level security', name);
  execute format('create policy tenant on mainstay.%I using (workspace_id = (select mainstay.current_workspace())) with check (workspace_id = (select mainstay.current_workspace()))', name);
  execute format('create policy owner_maintenance on mainstay.%I to current_user using (true) with check (true)', name);
end $$;

create table mainstay.installation (
  only_row boolean primary key default true check (only_row),
  setup_code_hash text,
  setup_completed_at timestamptz,
  secret text not null
);

create table mainstay.workspace (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 120),
  reporting_currency text not null check (reporting_currency ~ '^[A-Z]{3}$'),
  requires_two_factor boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
alter table mainstay.workspace enable row level security;
alter table mainstay.workspace force row level security;

create table mainstay.membership (
  workspace_id integer not null references mainstay.workspace (id),
  person_id text not null,
  role text not null check (role in ('owner', 'program_lead', 'account_manager', 'contributor', 'viewer')),
  visibility text not null default 'all' check (visibility in ('all', 'unit', 'team')),
  unit text,
  sees_margins boolean not null default false,
  status text not null default 'active' check (status in ('active', 'disabled')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, person_id),
  check (visibility <> 'unit' or unit is not null)
);
create index membership_person on mainstay.membership (person_id);
call mainstay.protect_tenant_table('membership');
-- Before a workspace is chosen a person sees the memberships that are their own.
create policy own_membership on mainstay.membership for select using (person_id = (select mainstay.current_person()));

create policy tenant on mainstay.workspace
  using (id = (select mainstay.current_workspace()))
  with check (id = (select mainstay.current_workspace()));
create policy own_workspaces on mainstay.workspace for select
  using (id in (select m.workspace_id from mainstay.membership m where m.person_id = (select mainstay.current_person())));
create policy owner_maintenance on mainstay.workspace to current_user using (true) with check (true);

-- The command line and the first-run page name a workspace by its slug before any context is set; only the id leaves.
create function mainstay.workspace_id_of(wanted_slug text) returns integer
  language sql stable security definer set search_path = mainstay, pg_temp
  as $$ select w.id from mainstay.workspace w where w.slug = wanted_slug $$;

-- A new workspace has no context yet either: created here, and nowhere else.
create function mainstay.create_workspace(new_slug text, new_name text, new_currency text) returns integer
  language sql security definer set search_path = mainstay, pg_temp
  as $$ insert into mainstay.workspace (slug, name, reporting_currency) values (new_slug, new_name, new_currency)
        on conflict (slug) do nothing returning id $$;

create function mainstay.workspaces_without_owner() returns setof integer
  language sql stable security definer set search_path = mainstay, pg_temp
  as $$ select w.id from mainstay.workspace w
        where not exists (select 1 from mainstay.membership m where m.workspace_id = w.id and m.role = 'owner') $$;

create table mainstay.invitation (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'program_lead', 'account_manager', 'contributor', 'viewer')),
  visibility text not null default 'all' check (visibility in ('all', 'unit', 'team')),
  unit text,
  sees_margins boolean not null default false,
  token_hash text not null unique,
  invited_by text not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index invitation_open on mainstay.invitation (workspace_id, created_at desc, id) where accepted_at is null and revoked_at is null;
call mainstay.protect_tenant_table('invitation');

create function mainstay.invitation_by_token(wanted_hash text)
  returns table (workspace_id integer, id uuid) language sql stable security definer set search_path = mainstay, pg_temp
  as $$ select i.workspace_id, i.id from mainstay.invitation i where i.token_hash = wanted_hash $$;

create table mainstay.api_key (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  prefix text not null,
  token_hash text not null unique,
  person_id text not null,
  scopes text[] not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index api_key_person on mainstay.api_key (person_id);
call mainstay.protect_tenant_table('api_key');

create table mainstay.audit_entry (
  workspace_id integer not null references mainstay.workspace (id),
  id bigint generated always as identity,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'operator', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  account_id bigint,
  before jsonb,
  after jsonb,
  request_id text,
  source_address text,
  primary key (workspace_id, id)
);
create index audit_entry_subject on mainstay.audit_entry (workspace_id, subject_type, subject_id, id desc);
create index audit_entry_account on mainstay.audit_entry (workspace_id, account_id, id desc) where account_id is not null;
call mainstay.protect_tenant_table('audit_entry');

-- Sign-in events belong to no workspace.
create table mainstay.security_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  event text not null,
  person_id text,
  email_hash text,
  source_address text,
  request_id text
);

-- Readers take only events whose transaction lies below the oldest one still running: none is skipped.
create table mainstay.outbox_event (
  workspace_id integer not null references mainstay.workspace (id),
  id bigint generated always as identity,
  transaction_id xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  subject_type text not null,
  subject_id text not null,
  account_id bigint,
  actor_name text not null,
  origin text,
  primary key (workspace_id, id)
);
create index outbox_event_order on mainstay.outbox_event (workspace_id, transaction_id, id);
create index outbox_event_age on mainstay.outbox_event (at);
call mainstay.protect_tenant_table('outbox_event');

create table mainstay.idempotency_record (
  workspace_id integer not null references mainstay.workspace (id),
  actor_id text not null,
  endpoint text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, actor_id, endpoint, key)
);
create index idempotency_record_age on mainstay.idempotency_record (created_at);
call mainstay.protect_tenant_table('idempotency_record');

create table mainstay.saved_view (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  screen text not null,
  name text not null check (length(name) between 1 and 80),
  person_id text not null,
  is_shared boolean not null default false,
  definition jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index saved_view_screen on mainstay.saved_view (workspace_id, screen);
create unique index saved_view_name on mainstay.saved_view (workspace_id, person_id, screen, lower(name));
call mainstay.protect_tenant_table('saved_view');
