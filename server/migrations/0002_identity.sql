-- Purpose: the tables of the sign-in library (persons, sessions, credentials, verifications, second factors, throttles).
create schema identity;

create table identity.person (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean not null default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table identity.session (
  id text primary key,
  "userId" text not null references identity.person (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index session_person on identity.session ("userId");

create table identity.credential (
  id text primary key,
  "userId" text not null references identity.person (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index credential_person on identity.credential ("userId");

create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on identity.verification (identifier);

create table identity.second_factor (
  id text primary key,
  "userId" text not null references identity.person (id) on delete cascade,
  secret text not null,
  "backupCodes" text not null,
  verified boolean not null default true,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz
);
create index second_factor_person on identity.second_factor ("userId");

-- Failures counted in a window, shared by all processes. The key is a hash: no mail address is kept here.
create table identity.attempt (
  key text primary key,
  count integer not null,
  window_ends timestamptz not null
);
create index attempt_end on identity.attempt (window_ends);

-- A code of an authenticator app works once: the second use within its window meets this row.
create table identity.used_code (
  person_id text not null references identity.person (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz not null default now(),
  primary key (person_id, code_hash)
);
create index used_code_age on identity.used_code (used_at);

-- One-time links for a new password; only the hash of the token is kept.
create table identity.password_reset (
  token_hash text primary key,
  person_id text not null references identity.person (id) on delete cascade,
  made_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index password_reset_person on identity.password_reset (person_id);

alter table mainstay.membership add foreign key (person_id) references identity.person (id);
alter table mainstay.api_key add foreign key (person_id) references identity.person (id);

-- An API key arrives before any workspace is known: found by its hash, with the person it acts as.
create function mainstay.api_key_by_hash(wanted_hash text)
  returns table (workspace_slug text, workspace_id integer, id uuid, name text, scopes text[], person_id text, person_name text,
    has_two_factor boolean, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select w.slug, k.workspace_id, k.id, k.name, k.scopes, p.id, p.name, p."twoFactorEnabled", k.expires_at, k.last_used_at, k.revoked_at
  from mainstay.api_key k
  join mainstay.workspace w on w.id = k.workspace_id
  join identity.person p on p.id = k.person_id
  where k.token_hash = wanted_hash
$$;

-- A new password is valid in every workspace of its owner. So whoever makes the link must manage people, and stand at
-- least as high, in each of them; otherwise one workspace could take over the owner of another.
create function mainstay.outranks_everywhere(granter text, target text) returns boolean
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select not exists (
    select 1 from mainstay.membership t
    where t.person_id = target and t.status = 'active'
      and not exists (
        select 1 from mainstay.membership g
        where g.workspace_id = t.workspace_id and g.person_id = granter and g.status = 'active'
          and (g.role = 'owner' or (g.role = 'program_lead' and t.role <> 'owner'))
          and (g.sees_margins or not t.sees_margins)
          and (g.visibility = 'all' or (g.visibility = t.visibility and g.unit is not distinct from t.unit))))
$$;

-- Whether amounts in the reporting currency exist already. Late-bound: the ledger's tables come in a later migration.
create function mainstay.has_amounts() returns boolean
  language plpgsql stable security definer set search_path = mainstay, pg_temp as $$
begin
  return exists (select 1 from mainstay.invoice_line l where l.workspace_id = mainstay.current_workspace());
end $$;

-- What has outlived its use, in all workspaces: read events, answered repeats, ended sign-ins and links.
create function mainstay.housekeep(at timestamptz) returns void
  language sql security definer set search_path = mainstay, pg_temp as $$
  delete from mainstay.outbox_event e where e.at < housekeep.at - interval '7 days';
  delete from mainstay.idempotency_record r where r.created_at < housekeep.at - interval '48 hours';
  delete from identity.attempt a where a.window_ends < housekeep.at;
  delete from identity.used_code c where c.used_at < housekeep.at - interval '10 minutes';
  delete from identity.password_reset p where p.expires_at < housekeep.at - interval '7 days';
  delete from identity.verification v where v."expiresAt" < housekeep.at;
  delete from identity.session s where s."expiresAt" < housekeep.at;
$$;
