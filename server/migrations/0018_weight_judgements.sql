-- Purpose: what several people say about how much each criterion of a draft counts, and where a version's weights come from.
create table mainstay.weight_judgement (
  workspace_id integer not null,
  criteria_set_id uuid not null,
  person_id text not null,
  person_name text not null,
  -- 'aside': leads the weighing and has no weights of their own.
  method text not null check (method in ('direct', 'swing', 'pairwise', 'aside')),
  answers jsonb not null,
  -- Null: still at it; counts for nobody and is shown to nobody else.
  given_at timestamptz,
  -- Given or changed after the weights of the others were in sight.
  has_seen_others boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, criteria_set_id, person_id),
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references mainstay.membership (workspace_id, person_id)
);
create index weight_judgement_person on mainstay.weight_judgement (workspace_id, person_id);
call mainstay.protect_tenant_table('weight_judgement');

create function mainstay.has_given_weights(wanted uuid) returns boolean
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select exists (select 1 from weight_judgement w where w.workspace_id = current_workspace()
    and w.criteria_set_id = wanted and w.person_id = current_person() and w.given_at is not null)
$$;

-- Who is at it and who has done, and nothing of what they said.
create function mainstay.weighing_people(wanted uuid) returns table (person_name text, is_given boolean)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select w.person_name, w.given_at is not null from weight_judgement w
  where w.workspace_id = current_workspace() and w.criteria_set_id = wanted and w.method <> 'aside'
  order by w.person_name, w.person_id
$$;

do $$
declare
  owner_only text := format('current_user = %L', current_user);
  own text := 'person_id = (select mainstay.current_person())';
begin
  -- Blind until one has given one's own weights, whoever asks; and nobody ever writes weights for somebody else.
  execute format('create policy blind on mainstay.weight_judgement as restrictive for select
    using (%s or %s or (given_at is not null and mainstay.has_given_weights(criteria_set_id)))', owner_only, own);
  execute format('create policy own_insert on mainstay.weight_judgement as restrictive for insert with check (%s or %s)', owner_only, own);
  execute format('create policy own_update on mainstay.weight_judgement as restrictive for update using (%s or %s)', owner_only, own);
  execute format('create policy own_delete on mainstay.weight_judgement as restrictive for delete using (%s or %s)', owner_only, own);
end $$;

-- By whom and how the weights of a version were found, with those before them; null: written by hand.
alter table mainstay.criteria_set add column weight_source jsonb;
