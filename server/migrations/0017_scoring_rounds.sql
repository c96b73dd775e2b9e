-- Purpose: rounds in which several functions score candidates without seeing each other's scores, what was settled
-- afterwards, and the judgements that came out of them.
create table mainstay.scoring_round (
  workspace_id integer not null references mainstay.workspace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- A draft may be thrown away later; the round keeps what its criteria said.
  criteria_set_id uuid,
  status text not null check (status in ('planned', 'open', 'closed', 'reconciled', 'cancelled')),
  opens_on date not null,
  deadline date not null,
  closing text not null check (closing in ('by_hand', 'automatic')),
  reminder_days integer[] not null,
  lead_id text not null,
  lead_name text not null,
  closed_on date,
  taken_over_at timestamptz,
  taken_over_by text,
  open_reason text,
  cancel_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, criteria_set_id) references mainstay.criteria_set (workspace_id, id)
    on delete set null (criteria_set_id)
);
create index scoring_round_criteria_set on mainstay.scoring_round (workspace_id, criteria_set_id);
create index scoring_round_latest on mainstay.scoring_round (workspace_id, created_at desc, id);
create index scoring_round_open on mainstay.scoring_round (workspace_id, id) where status = 'open';
call mainstay.protect_tenant_table('scoring_round');

-- The criteria as they stood when the round was opened: nobody may move the anchors while others score by them.
create table mainstay.scoring_round_criterion (
  workspace_id integer not null,
  round_id uuid not null,
  criterion_key text not null,
  place integer not null,
  name text not null,
  definition text not null,
  levels text[] not null,
  functions text[] not null,
  primary key (workspace_id, round_id, criterion_key),
  foreign key (workspace_id, round_id) references mainstay.scoring_round (workspace_id, id) on delete cascade
);
call mainstay.protect_tenant_table('scoring_round_criterion');

create table mainstay.scoring_round_rater (
  workspace_id integer not null,
  round_id uuid not null,
  person_id text not null,
  place integer not null,
  function text not null check (length(function) between 1 and 80),
  last_reminded_on date,
  primary key (workspace_id, round_id, person_id),
  foreign key (workspace_id, round_id) references mainstay.scoring_round (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references mainstay.membership (workspace_id, person_id)
);
create index scoring_round_rater_person on mainstay.scoring_round_rater (workspace_id, person_id);
call mainstay.protect_tenant_table('scoring_round_rater');

create table mainstay.scoring_round_candidate (
  workspace_id integer not null,
  round_id uuid not null,
  account_id bigint not null,
  place integer not null,
  primary key (workspace_id, round_id, account_id),
  foreign key (workspace_id, round_id) references mainstay.scoring_round (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
create index scoring_round_candidate_account on mainstay.scoring_round_candidate (workspace_id, account_id);
call mainstay.protect_tenant_table('scoring_round_candidate');

-- No score: the rater had no basis to judge. A cleared cell has no row. The revision names an entry; no other ever bears it.
create table mainstay.scoring_round_score (
  workspace_id integer not null,
  round_id uuid not null,
  account_id bigint not null,
  criterion_key text not null,
  person_id text not null,
  score smallint check (score between 1 and 5),
  comment text,
  revision uuid not null default gen_random_uuid(),
  given_at timestamptz not null default now(),
  primary key (workspace_id, round_id, person_id, account_id, criterion_key),
  foreign key (workspace_id, round_id, account_id)
    references mainstay.scoring_round_candidate (workspace_id, round_id, account_id),
  foreign key (workspace_id, round_id, criterion_key)
    references mainstay.scoring_round_criterion (workspace_id, round_id, criterion_key),
  foreign key (workspace_id, round_id, person_id)
    references mainstay.scoring_round_rater (workspace_id, round_id, person_id)
);
create index scoring_round_score_account on mainstay.scoring_round_score (workspace_id, round_id, account_id);
create index scoring_round_score_criterion on mainstay.scoring_round_score (workspace_id, round_id, criterion_key);
call mainstay.protect_tenant_table('scoring_round_score');

-- Added, never changed: of an account and criterion the latest holds.
create table mainstay.scoring_round_settlement (
  workspace_id integer not null,
  id bigint generated always as identity,
  round_id uuid not null,
  account_id bigint not null,
  criterion_key text not null,
  score smallint not null check (score between 1 and 5),
  note text not null check (length(note) >= 10),
  person_id text not null,
  person_name text not null,
  settled_at timestamptz not null default now(),
  taken_over_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, round_id, account_id)
    references mainstay.scoring_round_candidate (workspace_id, round_id, account_id),
  foreign key (workspace_id, round_id, criterion_key)
    references mainstay.scoring_round_criterion (workspace_id, round_id, criterion_key)
);
create index scoring_round_settlement_cell
  on mainstay.scoring_round_settlement (workspace_id, round_id, account_id, criterion_key, id desc);
create index scoring_round_settlement_criterion
  on mainstay.scoring_round_settlement (workspace_id, round_id, criterion_key);
call mainstay.protect_tenant_table('scoring_round_settlement');

do $$
declare
  owner_only text := format('current_user = %L', current_user);
  own_round text := 'round_id in (select r.round_id from mainstay.scoring_round_rater r
    where r.workspace_id = (select mainstay.current_workspace()) and r.person_id = (select mainstay.current_person()))';
  visible text := '(select mainstay.sees_all_accounts()) or account_id in (select mainstay.visible_account_ids())';
  own text := 'person_id = (select mainstay.current_person())';
begin
  -- Raters know the candidates of their round, also those they would not see otherwise.
  execute format('create policy round_visibility on mainstay.scoring_round_candidate as restrictive for select
    using (%s or %s or %s)', owner_only, own_round, visible);
  execute format('create policy round_visibility on mainstay.scoring_round_settlement as restrictive for select
    using (%s or %s or %s)', owner_only, own_round, visible);
  -- Blind until the round is closed, whoever asks; and nobody ever writes a score for somebody else.
  execute format('create policy blind on mainstay.scoring_round_score as restrictive for select
    using (%s or %s or (round_id in (select r.id from mainstay.scoring_round r
      where r.workspace_id = (select mainstay.current_workspace()) and r.status in (''closed'', ''reconciled''))
      and (%s or %s)))', owner_only, own, own_round, visible);
  execute format('create policy own_insert on mainstay.scoring_round_score as restrictive for insert with check (%s or %s)', owner_only, own);
  execute format('create policy own_update on mainstay.scoring_round_score as restrictive for update using (%s or %s)', owner_only, own);
  execute format('create policy own_delete on mainstay.scoring_round_score as restrictive for delete using (%s or %s)', owner_only, own);
end $$;

-- All candidates of a round by id; code and name only of those the person rates or may see anyway.
create function mainstay.round_candidates(wanted uuid)
  returns table (account_id bigint, code text, name text, is_visible boolean)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  with seen as (
    select c.account_id, c.place, a.code, a.name,
      sees_all_accounts() or c.account_id in (select visible_account_ids()) as is_visible,
      exists (select 1 from scoring_round_rater r where r.workspace_id = c.workspace_id and r.round_id = c.round_id
        and r.person_id = current_person()) as is_rated
    from scoring_round_candidate c join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    where c.workspace_id = current_workspace() and c.round_id = wanted)
  select s.account_id, case when s.is_visible or s.is_rated then s.code end, case when s.is_visible or s.is_rated then s.name end, s.is_visible
  from seen s order by s.place
$$;

-- How much each rater has answered, and nothing of what.
create function mainstay.round_answers(wanted uuid[]) returns table (round_id uuid, person_id text, answers integer)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select s.round_id, s.person_id, count(*)::integer from scoring_round_score s
  where s.workspace_id = current_workspace() and s.round_id = any (wanted) group by s.round_id, s.person_id
$$;

create function mainstay.round_sizes(wanted uuid[]) returns table (round_id uuid, candidates integer)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select c.round_id, count(*)::integer from scoring_round_candidate c
  where c.workspace_id = current_workspace() and c.round_id = any (wanted) group by c.round_id
$$;

-- Open rounds of every workspace, to be watched; ids only.
create function mainstay.open_rounds() returns table (workspace_id integer, id uuid)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select r.workspace_id, r.id from scoring_round r where r.status = 'open' order by r.workspace_id, r.id
$$;

-- A rater's score goes into the scores of the program once, however often a round is taken over.
alter table mainstay.judgement add foreign key (workspace_id, round_id) references mainstay.scoring_round (workspace_id, id);
create index judgement_round on mainstay.judgement (workspace_id, round_id) where round_id is not null;
create unique index judgement_once_a_round on mainstay.judgement (workspace_id, round_id, account_id, criterion_key, person_id)
  where round_id is not null and not is_settlement;
