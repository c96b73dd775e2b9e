-- Purpose: a plan as it stood at any moment. Whatever is written into a plan is kept row by row with the moment, by the
-- database itself, so that no way of writing can forget it; views of the same columns as the tables show them as of a moment.
create table mainstay.plan_past (
  workspace_id integer not null,
  id bigint generated always as identity,
  plan_id uuid not null,
  account_id bigint not null,
  -- The table without its schema, and what tells its rows apart within a plan.
  of_table text not null check (length(of_table) between 1 and 60),
  row_key text not null check (length(row_key) between 1 and 400),
  -- The row as it was from then on; null where it was deleted.
  content jsonb,
  at timestamptz not null default clock_timestamp(),
  -- When its transaction began: the moment that the audit gives what was done in it.
  began_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, account_id) references mainstay.plan (workspace_id, id, account_id) on delete cascade
);
create index plan_past_row on mainstay.plan_past (workspace_id, plan_id, of_table, row_key, id desc);
create index plan_past_plan on mainstay.plan_past (workspace_id, plan_id, account_id);
create index plan_past_began on mainstay.plan_past (workspace_id, plan_id, began_at);
create index plan_past_account on mainstay.plan_past (workspace_id, account_id);
call mainstay.protect_tenant_table('plan_past');
call mainstay.protect_by_account('plan_past');
create trigger plan_past_stays before update on mainstay.plan_past
  for each row execute function mainstay.keep_as_written();

-- Arguments: the column that holds the plan, and those that tell rows apart. A restore brings the past with it.
create function mainstay.keep_past() returns trigger language plpgsql set search_path = mainstay, pg_temp as $$
declare
  key text := (select string_agg(format('c.%I', a), ', ' order by n) from unnest(tg_argv[1:]) with ordinality x(a, n));
begin
  if current_setting('mainstay.is_restored', true) = 'on' then return null; end if;
  execute format(
    'insert into mainstay.plan_past (workspace_id, plan_id, account_id, of_table, row_key, content)
     select c.workspace_id, c.%I, c.account_id, %L, concat_ws('' '', %s), %s',
    tg_argv[0], tg_table_name, key, case tg_op
      -- What goes with its whole plan leaves no past.
      when 'DELETE' then 'null from changed c join mainstay.plan p on p.workspace_id = c.workspace_id and p.id = c.plan_id'
      else 'to_jsonb(c) from changed c' end);
  return null;
end $$;

-- Keeps the past of a table from now on, and shows it: <table>_then is the table as of mainstay.past_moment in the plan
-- mainstay.past_plan. Where a column is added to the table, the view is dropped and this is called anew.
create procedure mainstay.keep_plan_past(name text, plan_column text, keys text[]) language plpgsql as $$
declare
  arguments text := (select string_agg(quote_literal(a), ', ' order by n) from unnest(plan_column || keys) with ordinality x(a, n));
  key text := (select string_agg(format('c.%I', a), ', ' order by n) from unnest(keys) with ordinality x(a, n));
begin
  if not exists (select from pg_trigger t where t.tgname = name || '_past_insert') then
    execute format('create trigger %I after insert on mainstay.%I referencing new table as changed for each statement execute function mainstay.keep_past(%s)', name || '_past_insert', name, arguments);
    execute format('create trigger %I after update on mainstay.%I referencing new table as changed for each statement execute function mainstay.keep_past(%s)', name || '_past_update', name, arguments);
    -- Its own plan takes the past with it; so does what hangs on it.
    if name <> 'plan' then
      execute format('create trigger %I after delete on mainstay.%I referencing old table as changed for each statement execute function mainstay.keep_past(%s)', name || '_past_delete', name, arguments);
    end if;
    execute format('insert into mainstay.plan_past (workspace_id, plan_id, account_id, of_table, row_key, content, at) select c.workspace_id, c.%I, c.account_id, %L, concat_ws('' '', %s), to_jsonb(c), now() from mainstay.%I c', plan_column, name, key, name);
  end if;
  execute format(
    -- Rows are made once for each mention of the view: joins and subqueries would make them anew for every row beside.
    'create view mainstay.%I with (security_invoker = true) as
     with latest as materialized (
       select distinct on (v.row_key) v.content from mainstay.plan_past v
       where v.workspace_id = (select mainstay.current_workspace()) and v.of_table = %L
         and v.plan_id = nullif(current_setting(''mainstay.past_plan'', true), '''')::uuid
         and v.at <= nullif(current_setting(''mainstay.past_moment'', true), '''')::timestamptz
       order by v.row_key, v.id desc),
     told as materialized (
       select r.* from latest l cross join lateral jsonb_populate_record(null::mainstay.%I, l.content) r
       where l.content is not null)
     select t.* from told t', name || '_then', name, name);
end $$;

call mainstay.keep_plan_past('plan', 'id', '{id}');
call mainstay.keep_plan_past('plan_period', 'plan_id', '{number}');
call mainstay.keep_plan_past('plan_person', 'plan_id', '{id}');
call mainstay.keep_plan_past('plan_statement', 'plan_id', '{id}');
call mainstay.keep_plan_past('plan_cause', 'plan_id', '{cause_kind,cause_id,effect_kind,effect_id}');
call mainstay.keep_plan_past('swot_item', 'plan_id', '{id}');
call mainstay.keep_plan_past('tows_dismissal', 'plan_id', '{internal_id,external_id}');
call mainstay.keep_plan_past('plan_objective', 'plan_id', '{id}');
call mainstay.keep_plan_past('plan_key_result', 'plan_id', '{id}');
call mainstay.keep_plan_past('key_result_reading', 'plan_id', '{id}');
call mainstay.keep_plan_past('plan_action', 'plan_id', '{id}');
call mainstay.keep_plan_past('plan_action_need', 'plan_id', '{action_id,needs_id}');
call mainstay.keep_plan_past('plan_goal', 'plan_id', '{period,measure}');
call mainstay.keep_plan_past('plan_bridge_entry', 'plan_id', '{id}');
call mainstay.keep_plan_past('white_space_heading', 'plan_id', '{id}');
call mainstay.keep_plan_past('white_space_cell', 'plan_id', '{unit_id,offering_id}');
