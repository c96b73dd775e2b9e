-- Purpose: the invoice lines of a workspace may lie in a table of their own. A first import writes such a table while
-- nobody else can see it and builds its indexes at the end, in a fraction of the time that it takes row by row.
-- The name is taken over below, within this transaction: nobody sees it missing.
-- squawk-ignore renaming-table
alter table mainstay.invoice_line rename to invoice_line_shared;
alter index mainstay.invoice_line_pkey rename to invoice_line_shared_pkey;
alter index mainstay.invoice_line_account rename to invoice_line_shared_account;
drop trigger invoice_line_inserted on mainstay.invoice_line_shared;
drop trigger invoice_line_updated on mainstay.invoice_line_shared;

create table mainstay.invoice_line (like mainstay.invoice_line_shared, primary key (workspace_id, invoice_no, line_no))
  partition by list (workspace_id);
create index invoice_line_account on mainstay.invoice_line (workspace_id, account_id, invoice_date);
call mainstay.protect_tenant_table('invoice_line');
call mainstay.protect_by_account('invoice_line');
create trigger invoice_line_inserted after insert on mainstay.invoice_line
  referencing new table as new_lines for each statement execute function mainstay.check_invoice_lines();
create trigger invoice_line_updated after update on mainstay.invoice_line
  referencing new table as new_lines for each statement execute function mainstay.check_invoice_lines();
-- Workspaces without a table of their own.
alter table mainstay.invoice_line attach partition mainstay.invoice_line_shared default;

-- Creates the table of the current workspace, not yet part of the ledger, and says its name. Null where the workspace
-- has one, or where the shared table, which is searched for lines of the workspace at the end, is too large for that.
create function mainstay.begin_own_lines() returns text
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  workspace constant integer := current_workspace();
  own constant text := 'invoice_line_w' || workspace;
begin
  if workspace is null or to_regclass('mainstay.' || own) is not null
    or pg_relation_size('mainstay.invoice_line_shared') > 128 * 1024 * 1024 then return null; end if;
  execute format('create table mainstay.%I (like mainstay.invoice_line, constraint %I check (workspace_id = %s))', own, own || '_workspace', workspace);
  execute format('grant insert, select on mainstay.%I to %I', own, session_user);
  return 'mainstay.' || own;
end $$;

-- Checks what the triggers of the ledger would have checked, builds the indexes and takes the table into the ledger.
create function mainstay.finish_own_lines() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  workspace constant integer := current_workspace();
  own constant text := 'invoice_line_w' || workspace;
  patience constant text := current_setting('lock_timeout');
  is_broken boolean;
begin
  execute format('select exists (select 1 from (select distinct l.account_id from mainstay.%I l) u
    where not exists (select 1 from account a where a.workspace_id = %s and a.id = u.account_id))', own, workspace) into is_broken;
  if is_broken then raise foreign_key_violation using message = 'an invoice line names an account that does not exist'; end if;
  execute format('select exists (select 1 from (select distinct l.product_id from mainstay.%I l where l.product_id is not null) u
    where not exists (select 1 from product p where p.workspace_id = %s and p.id = u.product_id))', own, workspace) into is_broken;
  if is_broken then raise foreign_key_violation using message = 'an invoice line names a product that does not exist'; end if;
  execute format('alter table mainstay.%I add constraint %I primary key (workspace_id, invoice_no, line_no)', own, own || '_pkey');
  execute format('create index %I on mainstay.%I (workspace_id, account_id, invoice_date)', own || '_account', own);
  -- What is summed and searched next must not be planned as if the table were empty.
  execute format('analyze mainstay.%I (account_id, product_id, currency, invoice_date)', own);
  execute format('revoke all on mainstay.%I from %I', own, session_user);
  call protect_tenant_table(own);
  call protect_by_account(own);
  -- Whoever works in the shared table is not made to wait for long, and neither is this import.
  perform set_config('lock_timeout', '3s', true);
  execute format('alter table mainstay.invoice_line attach partition mainstay.%I for values in (%s)', own, workspace);
  perform set_config('lock_timeout', patience, true);
end $$;

-- Of the fresh facts and figures only what lists and sums are planned by: samples of long texts and arrays cost most.
create or replace function mainstay.analyze_economics() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  analyze mainstay.account (workspace_id, id, code, name, parent_id, group_id, segment, unit, city, country, import_number),
    mainstay.account_month (workspace_id, account_id, month, currency, product_line_id),
    mainstay.account_service_month (workspace_id, account_id, month, activity_code),
    mainstay.account_figure (workspace_id, figure_set_id, account_id, lines, net_revenue, contribution, gross_margin, growth, gross_margin_rate,
      contribution_rate, costed_share, wallet_share, cost_to_serve, outlook, segment, country, unit, city, code, sort_name, first_month, last_month),
    mainstay.account_figure_detail (workspace_id, figure_set_id, account_id);
end $$;
