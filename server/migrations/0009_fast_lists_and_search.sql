-- Purpose: lists and search answer at once however many accounts there are.
-- The table of figures is written anew under a lock: it holds answers, not records, and 100,000 take about a second.
-- squawk-ignore-file adding-field-with-default, adding-serial-primary-key-field, ban-drop-column
-- Small letters of every script, whatever the collation of the database: "C" knows those of English only. The builtin
-- collation of later versions stands in where the server was built without ICU.
do $$
declare folding text;
begin
  select quote_ident(c.collname) into folding from pg_collation c
  where c.collname in ('und-x-icu', 'pg_c_utf8') and c.collnamespace = 'pg_catalog'::regnamespace
  order by c.collname desc limit 1;
  execute format('create function mainstay.folded(value text) returns text language sql immutable parallel safe as $f$ select lower(value %s) $f$',
    case when folding is null then '' else 'collate pg_catalog.' || folding end);
end $$;
alter table mainstay.account drop column search_text;
alter table mainstay.account add column search_text text generated always as (mainstay.folded(name || ' ' || code || ' ' || coalesce(city, ''))) stored;
update mainstay.account_figure f set search_text = a.search_text
  from mainstay.account a where a.workspace_id = f.workspace_id and a.id = f.account_id and a.search_text <> f.search_text;

-- The key of a figure carries along what lists sort and filter by, so that they read it alone and not the rows. A row of
-- an index has a limit and texts may be of any length, so these are kept a second time, cut.
alter table mainstay.account_figure
  add column segment_key text collate "C" generated always as (left(segment, 100)) stored,
  add column country_key text collate "C" generated always as (left(country, 100)) stored,
  add column unit_key text collate "C" generated always as (left(unit, 100)) stored,
  add column city_key text collate "C" generated always as (left(city, 100)) stored;
alter table mainstay.account_figure drop constraint account_figure_pkey;
alter table mainstay.account_figure add primary key (workspace_id, figure_set_id, account_id)
  include (lines, net_revenue, contribution, gross_margin, growth, gross_margin_rate, contribution_rate, wallet_share, cost_to_serve, outlook,
    segment_key, country_key, unit_key, city_key, code);
create index account_figure_net_revenue on mainstay.account_figure (workspace_id, figure_set_id, net_revenue, account_id) where lines > 0;
create index account_figure_name on mainstay.account_figure (workspace_id, figure_set_id, sort_name, account_id);
create index account_score_score on mainstay.account_score (workspace_id, criteria_set_id, score, account_id);
create index account_score_confidence on mainstay.account_score (workspace_id, criteria_set_id, confidence, account_id);

-- Search goes through accounts in the order of their names; units and names are cut because of that limit.
create index account_search_order on mainstay.account (workspace_id, (left(search_text, 200)) collate "C", id);
create index account_unit on mainstay.account (workspace_id, (left(unit, 200))) where unit is not null;

-- Any part of a name is found by its groups of three letters. The extension comes with PostgreSQL; where it may not be
-- created, search reads all accounts instead.
do $$
declare place text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when insufficient_privilege or undefined_file or feature_not_supported or invalid_schema_name then
    raise notice 'pg_trgm cannot be created here; search works without it, more slowly';
  end;
  select quote_ident(n.nspname) into place
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  if place is not null then
    -- A short list of what is not sorted in yet: every search reads all of it.
    execute format('create index account_search on mainstay.account using gin (search_text %s.gin_trgm_ops) with (gin_pending_list_limit = 256)', place);
  end if;
end $$;

-- Row security lets no index be searched by LIKE, since an operator might tell of rows it refuses. The functions below
-- run as the owner and check themselves what the person may see. For the owner the policy must then vanish while the
-- statement is planned; statements under row security are planned anew for every role, so that the answer may count as
-- unchanging.
do $$ begin
  execute format('create function mainstay.is_owner() returns boolean language sql immutable as $f$ select current_user = %L $f$', current_user);
end $$;
alter policy account_visibility on mainstay.account using (
  (select mainstay.sees_all_accounts()) or id is null or mainstay.is_owner() or id in (select mainstay.visible_account_ids()));

-- As before, with each kind of visibility on its own, so that neither looks at every account.
create or replace function mainstay.visible_account_ids() returns setof bigint
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select a.id from mainstay.account a
  where a.workspace_id = mainstay.current_workspace() and current_setting('mainstay.visibility', true) = 'unit'
    and left(a.unit, 200) = left(nullif(current_setting('mainstay.unit', true), ''), 200)
    and a.unit = nullif(current_setting('mainstay.unit', true), '')
  union all
  (select m.account_id from mainstay.account_team_member m
  where m.workspace_id = mainstay.current_workspace() and current_setting('mainstay.visibility', true) = 'team'
    and m.person_id = mainstay.current_person()
  union
  select a.id from mainstay.account_team_member m
  join mainstay.account a on a.workspace_id = m.workspace_id and a.group_id = m.account_id
  where m.workspace_id = mainstay.current_workspace() and current_setting('mainstay.visibility', true) = 'team'
    and m.person_id = mainstay.current_person())
$$;

-- Visible accounts whose text contains what is wanted, at most so many. The statement is planned with the very pattern.
create function mainstay.accounts_like(pattern text, most integer) returns setof bigint
  language plpgsql stable security definer rows 100 set search_path = mainstay, pg_temp as $$
begin
  return query execute
    'select a.id from mainstay.account a
     where a.workspace_id = mainstay.current_workspace() and a.search_text like $1
       and ((select mainstay.sees_all_accounts()) or a.id in (select mainstay.visible_account_ids()))
     limit $2' using pattern, most;
end $$;

-- The visible accounts that fit best: names that begin with the words, then codes, then whatever contains the pattern;
-- within each by name. Few that contain it are sorted; of many, the first are found by going through the names.
create function mainstay.find_accounts(beginning text, codes text[], pattern text, most integer) returns setof bigint
  language plpgsql stable security definer rows 20 set search_path = mainstay, pg_temp as $$
declare
  few constant integer := 500;
  near constant integer := 5000;
  sought constant text := ' from mainstay.account a where a.workspace_id = mainstay.current_workspace()
    and ((select mainstay.sees_all_accounts()) or a.id in (select mainstay.visible_account_ids())) and ';
  by_name constant text := ' order by left(a.search_text, 200) collate "C", a.id limit $4';
  is_name constant text := 'left(a.search_text, 200) collate "C" like $1';
  is_rest constant text := ' and not (left(a.search_text, 200) collate "C" like $1) and not (a.code like any ($2))';
  candidates bigint[];
  found integer;
  total integer := 0;
  code text;
begin
  return query execute 'select a.id' || sought || is_name || by_name using beginning, codes, pattern, most;
  get diagnostics found = row_count;
  total := found;
  foreach code in array codes loop
    exit when total >= most;
    return query execute 'select a.id' || sought || 'a.code like $2 and not (' || is_name || ') order by a.code, a.id limit $3'
      using beginning, code, most - total;
    get diagnostics found = row_count;
    total := total + found;
  end loop;
  if total >= most then return; end if;
  select array_agg(l.id) into candidates from mainstay.accounts_like(pattern, few + 1) l (id);
  if coalesce(cardinality(candidates), 0) > few then
    -- Of so many, the first are among the first names as a rule; the inner limit keeps the planner from sorting them all.
    execute 'select array_agg(w.id order by w.place) from (
        select a.id, row_number() over () as place from (select a.id, a.code, a.search_text' || sought || 'true
          order by left(a.search_text, 200) collate "C", a.id limit $5) a
        where a.search_text like $3' || is_rest || ' limit $4) w'
      into candidates using beginning, codes, pattern, most - total, near;
    if coalesce(cardinality(candidates), 0) < most - total then
      return query execute 'select a.id' || sought || 'a.search_text like $3' || is_rest || by_name
        using beginning, codes, pattern, most - total;
      return;
    end if;
  end if;
  return query execute 'select a.id' || sought || 'a.id = any ($3)' || is_rest || by_name
    using beginning, codes, candidates, most - total;
end $$;
