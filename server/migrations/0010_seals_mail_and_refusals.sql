-- Purpose: seals that chain the audit, outgoing mail, a change of one's mail address, and what a refused call asked for.

-- Entries that wait for their seal. Filled by a trigger, emptied by seal_audit; the application role only reads it.
create table mainstay.audit_unsealed (
  workspace_id integer not null,
  entry_id bigint not null,
  primary key (workspace_id, entry_id)
);
call mainstay.protect_tenant_table('audit_unsealed');

-- The chain of a workspace: every hash covers the one before it and the content of one entry. No foreign key to the
-- entry: the seal has to outlive an entry that somebody removed.
create table mainstay.audit_seal (
  workspace_id integer not null references mainstay.workspace (id),
  number bigint not null check (number > 0),
  entry_id bigint not null,
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null default now(),
  primary key (workspace_id, number)
);
create unique index audit_seal_entry on mainstay.audit_seal (workspace_id, entry_id);
call mainstay.protect_tenant_table('audit_seal');

-- What a seal covers, in one way of writing: no setting of a session changes it.
create function mainstay.audit_content(e mainstay.audit_entry) returns bytea
  language sql stable parallel safe set search_path = mainstay, pg_temp as $$
  select convert_to(jsonb_build_array(e.workspace_id, e.id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind,
    e.actor_id, e.actor_name, e.action, e.subject_type, e.subject_id, e.account_id, e.before, e.after, e.request_id,
    e.source_address)::text, 'UTF8')
$$;

create function mainstay.await_audit_seal() returns trigger
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  -- Only a restore writes entries as the owner of the tables, and it brings their seals along.
  if session_user <> current_user then
    insert into audit_unsealed (workspace_id, entry_id) select a.workspace_id, a.id from added a;
  end if;
  return null;
end $$;

insert into mainstay.audit_unsealed (workspace_id, entry_id) select e.workspace_id, e.id from mainstay.audit_entry e;

create trigger await_seal after insert on mainstay.audit_entry
  referencing new table as added for each statement execute function mainstay.await_audit_seal();

-- Seals committed entries of every workspace, at most so many of each. One caller at a time works at a workspace;
-- whoever comes second leaves it to the first.
create function mainstay.seal_audit(most integer)
  returns table (sealed_workspace integer, last_number bigint, last_hash bytea, sealed integer)
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  entry record;
  first_number bigint;
  entries bigint[];
  hashes bytea[];
begin
  for sealed_workspace in
    select w.id from workspace w where exists (select 1 from audit_unsealed u where u.workspace_id = w.id) order by w.id
  loop
    continue when not pg_try_advisory_xact_lock(7224610, sealed_workspace);
    select s.number, s.hash into first_number, last_hash
      from audit_seal s where s.workspace_id = sealed_workspace order by s.number desc limit 1;
    if not found then
      first_number := 0;
      last_hash := decode(repeat('00', 32), 'hex');
    end if;
    sealed := 0;
    entries := '{}';
    hashes := '{}';
    for entry in
      select e.id, audit_content(e) as content
      from audit_unsealed u join audit_entry e on e.workspace_id = u.workspace_id and e.id = u.entry_id
      where u.workspace_id = sealed_workspace order by e.id limit most
    loop
      sealed := sealed + 1;
      last_hash := sha256(last_hash || entry.content);
      entries[sealed] := entry.id;
      hashes[sealed] := last_hash;
    end loop;
    continue when sealed = 0;
    insert into audit_seal (workspace_id, number, entry_id, hash)
      select sealed_workspace, first_number + s.place, s.entry_id, s.hash
      from unnest(entries, hashes) with ordinality as s (entry_id, hash, place);
    delete from audit_unsealed u where u.workspace_id = sealed_workspace and u.entry_id = any (entries);
    last_number := first_number + sealed;
    return next;
  end loop;
end $$;

-- How far the chain of the workspace in context reaches, over all its entries whatever the reader may see of them.
create function mainstay.audit_sealing()
  returns table (entries bigint, sealed bigint, waiting bigint, last_number bigint, last_hash bytea)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select (select count(*) from audit_entry e where e.workspace_id = current_workspace()),
    (select count(*) from audit_seal s where s.workspace_id = current_workspace()),
    (select count(*) from audit_unsealed u where u.workspace_id = current_workspace()),
    l.number, l.hash
  from (select 1) one
  left join lateral (select s.number, s.hash from audit_seal s
    where s.workspace_id = current_workspace() order by s.number desc limit 1) l on true
$$;

-- Where the chain of the workspace in context does not hold. Numbers only: what an entry says is for those who may see it.
create function mainstay.audit_faults(most integer)
  returns table (kind text, seal_number bigint, entry_id bigint)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  with chain as (
    select s.number, s.entry_id, s.hash, coalesce(lag(s.number) over w, 0) + 1 as expected,
      coalesce(lag(s.hash) over w, decode(repeat('00', 32), 'hex')) as previous
    from audit_seal s where s.workspace_id = current_workspace() window w as (order by s.number)
  ), broken as (
    select case
        when e.id is null then 'removed'
        when c.number <> c.expected then 'seal-missing'
        when c.hash <> sha256(c.previous || audit_content(e)) then 'changed'
      end as kind, c.number, c.entry_id
    from chain c left join audit_entry e on e.workspace_id = current_workspace() and e.id = c.entry_id
  )
  select f.kind, f.number, f.entry_id from (
    select b.kind, b.number, b.entry_id from broken b where b.kind is not null
    union all
    select 'unsealed', null, e.id from audit_entry e
    where e.workspace_id = current_workspace()
      and not exists (select 1 from audit_seal s where s.workspace_id = e.workspace_id and s.entry_id = e.id)
      and not exists (select 1 from audit_unsealed u where u.workspace_id = e.workspace_id and u.entry_id = e.id)
    union all
    select 'removed', null, u.entry_id from audit_unsealed u
    where u.workspace_id = current_workspace()
      and not exists (select 1 from audit_entry e where e.workspace_id = u.workspace_id and e.id = u.entry_id)
  ) f order by f.number nulls last, f.entry_id limit most
$$;

-- What a refused call asked for. Refusals inside a workspace stand in its own audit; these are the ones from outside it.
alter table mainstay.security_entry
  add column method text,
  add column route text,
  add column permission text,
  add column workspace_slug text;

-- Mail on its way. The content is encrypted, and forgotten once the mail has left or was given up.
create table identity.outgoing_mail (
  id uuid primary key,
  workspace_id integer references mainstay.workspace (id),
  person_id text references identity.person (id) on delete cascade,
  letter text not null,
  subject_type text not null,
  subject_id text not null,
  address text not null,
  content text,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  fault text,
  useless_after timestamptz,
  next_attempt_at timestamptz not null,
  settled_at timestamptz,
  created_at timestamptz not null default now()
);
create index outgoing_mail_subject on identity.outgoing_mail (workspace_id, subject_type, subject_id, created_at desc);
create index outgoing_mail_waiting on identity.outgoing_mail (next_attempt_at) where status = 'waiting';
create index outgoing_mail_person on identity.outgoing_mail (person_id);
alter table identity.outgoing_mail enable row level security;
alter table identity.outgoing_mail force row level security;
-- Mail about a person as such belongs to no workspace, and is seen outside of any.
create policy tenant on identity.outgoing_mail
  using (workspace_id is not distinct from (select mainstay.current_workspace()))
  with check (workspace_id is not distinct from (select mainstay.current_workspace()));
create policy owner_maintenance on identity.outgoing_mail to current_user using (true) with check (true);

-- Mail whose time has long come: what asked for it is gone, as after a restore. Only names of rows leave.
create function identity.overdue_mail(at timestamptz) returns table (workspace_id integer, id uuid)
  language sql stable security definer set search_path = identity, pg_temp as $$
  select m.workspace_id, m.id from outgoing_mail m
  where m.status = 'waiting' and m.next_attempt_at < overdue_mail.at - interval '5 minutes'
  order by m.next_attempt_at limit 1000
$$;

-- A change of mail address that waits: for the link sent to the new address, or, where no mail is sent, for somebody
-- who manages people.
create table identity.email_change (
  person_id text primary key references identity.person (id) on delete cascade,
  email text not null,
  token_hash text unique,
  session_id text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);

create function identity.housekeep(at timestamptz) returns void
  language sql security definer set search_path = identity, pg_temp as $$
  delete from outgoing_mail m where m.settled_at < housekeep.at - interval '30 days';
  delete from email_change c where c.expires_at < housekeep.at - interval '7 days';
$$;
