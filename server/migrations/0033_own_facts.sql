-- Purpose: the account months of a workspace whose invoice lines lie in a table of their own do so as well. Summing a
-- whole ledger anew then fills fresh tables that nobody sees, without an index and by two connections at once, and puts
-- them in the place of the old ones at the end.
-- The name is taken over below, within this transaction: nobody sees it missing.
-- squawk-ignore renaming-table
alter table mainstay.account_month rename to account_month_shared;
create table mainstay.account_month (like mainstay.account_month_shared) partition by list (workspace_id);
call mainstay.protect_tenant_table('account_month');
call mainstay.protect_by_account('account_month');
-- Workspaces without tables of their own.
alter table mainstay.account_month attach partition mainstay.account_month_shared default;
-- Facts come sorted by account and month, so this is built in a fraction of the time that their whole key takes; what is
-- grouped by that key cannot hold it twice.
-- The renaming above has locked the table already.
-- squawk-ignore require-concurrent-index-deletion
drop index mainstay.account_month_key;
create index account_month_account on mainstay.account_month (workspace_id, account_id, month);

-- Gives the current workspace its own place among the account months, still empty. True where it has one; false where
-- its lines lie in the shared table, where facts of it do, or where that table is too large to be searched for them.
-- Those who use the shared table wait while this transaction lasts.
create function mainstay.open_own_facts() returns boolean
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  workspace constant integer := current_workspace();
  own constant text := 'account_month_w' || workspace;
  patience constant text := current_setting('lock_timeout');
begin
  if workspace is null then return false; end if;
  if to_regclass('mainstay.' || own) is not null then return true; end if;
  if to_regclass('mainstay.invoice_line_w' || workspace) is null or pg_relation_size('mainstay.account_month_shared') > 128 * 1024 * 1024
    or exists (select 1 from account_month_shared f where f.workspace_id = workspace) then return false; end if;
  execute format('create table mainstay.%I (like mainstay.account_month) partition by range (account_id)', own);
  execute format('create table mainstay.%I partition of mainstay.%I for values from (minvalue) to (maxvalue)', own || '_0', own);
  call protect_tenant_table(own);
  call protect_by_account(own);
  call protect_tenant_table(own || '_0');
  call protect_by_account(own || '_0');
  -- Whoever works in the shared table is not made to wait for long.
  perform set_config('lock_timeout', '3s', true);
  execute format('alter table mainstay.account_month attach partition mainstay.%I for values in (%s)', own, workspace);
  perform set_config('lock_timeout', patience, true);
  return true;
end $$;

-- Creates a table for the account months of some accounts, not yet part of the facts, and says its name. The number of
-- the transaction keeps it apart from every other one.
create function mainstay.begin_facts_part(from_account bigint, to_account bigint) returns text
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  workspace constant integer := current_workspace();
  part constant text := 'account_month_w' || workspace || '_' || pg_current_xact_id();
begin
  execute format('create table mainstay.%I (like mainstay.account_month, constraint %I check (workspace_id = %s and account_id >= %s and account_id < %s))',
    part, part || '_accounts', workspace, from_account, to_account);
  execute format('grant insert, select on mainstay.%I to %I', part, session_user);
  return 'mainstay.' || part;
end $$;

-- Says whether a name is that of a table of facts of the current workspace.
create function mainstay.is_facts_part(part regclass) returns boolean
  language sql stable set search_path = mainstay, pg_temp
  as $$ select exists (select 1 from pg_class c where c.oid = part and c.relnamespace = 'mainstay'::regnamespace and c.relkind = 'r'
    and c.relname ~ ('^account_month_w' || current_workspace() || '_\d+$')) $$;

-- Builds the index of a table that has been filled and protects its rows; nobody writes to it any more by its own name.
create function mainstay.finish_facts_part(part regclass) returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  name constant text := (select c.relname from pg_class c where c.oid = part);
begin
  if is_facts_part(part) is not true then raise insufficient_privilege using message = 'not a table of facts of this workspace'; end if;
  execute format('create index on %s (workspace_id, account_id, month)', part);
  -- A third of the usual sample tells as well which plan is good, in a third of the time.
  perform set_config('default_statistics_target', '30', true);
  execute format('analyze %s (account_id, month, currency, product_line_id)', part);
  execute format('revoke all on %s from %I', part, session_user);
  call protect_tenant_table(name);
  call protect_by_account(name);
end $$;

-- Puts new tables in the place of all old ones, each from one account to the next one's beginning. Tables that a run left
-- behind when it ended early go as well.
create function mainstay.take_facts_parts(parts regclass[], beginnings bigint[]) returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  own constant text := 'account_month_w' || current_workspace();
  part regclass;
begin
  if coalesce(cardinality(parts), 0) = 0 or cardinality(parts) <> cardinality(beginnings) then
    raise invalid_parameter_value using message = 'every table needs its beginning, and one at least is needed';
  end if;
  for part in
    select c.oid::regclass from pg_class c where c.relnamespace = 'mainstay'::regnamespace and c.oid <> all (parts) and is_facts_part(c.oid)
  loop
    execute format('drop table %s', part);
  end loop;
  for place in 1 .. cardinality(parts) loop
    if is_facts_part(parts[place]) is not true then raise insufficient_privilege using message = 'not a table of facts of this workspace'; end if;
    execute format('alter table mainstay.%I attach partition %s for values from (%s) to (%s)', own, parts[place],
      case when place = 1 then 'minvalue' else beginnings[place]::text end,
      case when place = cardinality(parts) then 'maxvalue' else beginnings[place + 1]::text end);
  end loop;
end $$;

-- As before, with the account months of the current workspace alone, and of the others only where they share a table.
create or replace function mainstay.analyze_economics() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  -- The smaller sample here as well.
  perform set_config('default_statistics_target', '30', true);
  analyze mainstay.account (workspace_id, id, code, name, parent_id, group_id, segment, unit, city, country, import_number),
    mainstay.account_service_month (workspace_id, account_id, month, activity_code),
    mainstay.account_figure (workspace_id, figure_set_id, account_id, lines, net_revenue, contribution, gross_margin, growth, gross_margin_rate,
      contribution_rate, costed_share, wallet_share, cost_to_serve, outlook, segment, country, unit, city, code, sort_name, first_month, last_month),
    mainstay.account_figure_detail (workspace_id, figure_set_id, account_id);
  if to_regclass('mainstay.account_month_w' || current_workspace()) is null then
    analyze mainstay.account_month_shared (workspace_id, account_id, month, currency, product_line_id);
  end if;
end $$;
