-- Purpose: a first import spends less on its indexes and checks, and figures that are the same by company and by group lie once.
-- The workspace comes after the account: sorting by a number that is the same for all lines first takes half as long again.
-- An index over partitions cannot be dropped concurrently.
-- squawk-ignore require-concurrent-index-deletion
drop index mainstay.invoice_line_account;
create index invoice_line_account on mainstay.invoice_line (account_id, invoice_date, workspace_id);

-- One look at all lines checks both what they name.
create or replace function mainstay.finish_own_lines() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
declare
  workspace constant integer := current_workspace();
  own constant text := 'invoice_line_w' || workspace;
  patience constant text := current_setting('lock_timeout');
  is_account_missing boolean;
  is_product_missing boolean;
begin
  execute format('select coalesce(bool_or(l.account_id not in (select a.id from account a where a.workspace_id = %s)), false),
    coalesce(bool_or(l.product_id is not null and l.product_id not in (select p.id from product p where p.workspace_id = %s)), false)
    from mainstay.%I l', workspace, workspace, own) into is_account_missing, is_product_missing;
  if is_account_missing then raise foreign_key_violation using message = 'an invoice line names an account that does not exist'; end if;
  if is_product_missing then raise foreign_key_violation using message = 'an invoice line names a product that does not exist'; end if;
  execute format('alter table mainstay.%I add constraint %I primary key (workspace_id, invoice_no, line_no)', own, own || '_pkey');
  execute format('create index %I on mainstay.%I (account_id, invoice_date, workspace_id)', own || '_account', own);
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

-- Where no company belongs to another the answers by company and by group are the same: one takes those of the other.
alter table mainstay.figure_set add column figures_of uuid;
alter table mainstay.figure_set add constraint figure_set_figures_of
  foreign key (workspace_id, figures_of) references mainstay.figure_set (workspace_id, id) on delete cascade;
