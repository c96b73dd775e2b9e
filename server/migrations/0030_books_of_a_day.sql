-- Purpose: a back-test reads the books as they stood on its day: which company belonged where, and what lines said.
-- The index that is made anew holds a few dozen answers a workspace: its lock is over at once.
-- squawk-ignore-file require-concurrent-index-deletion

-- Every change of a parent is remembered, whoever makes it, with the parent that held before; the last of a day stays.
create function mainstay.remember_parent() returns trigger language plpgsql set search_path = mainstay, pg_temp as $$
declare
  born date := (new.created_at at time zone 'UTC')::date;
begin
  if not exists (select 1 from account_parent_period p where p.workspace_id = new.workspace_id and p.account_id = new.id) then
    insert into account_parent_period (workspace_id, account_id, valid_from, parent_id)
    values (new.workspace_id, new.id, born, old.parent_id);
  end if;
  insert into account_parent_period (workspace_id, account_id, valid_from, parent_id)
  values (new.workspace_id, new.id, greatest(born, (now() at time zone 'UTC')::date), new.parent_id)
  on conflict (workspace_id, account_id, valid_from) do update set parent_id = excluded.parent_id;
  return null;
end $$;
-- A company that comes in with its parent is inserted first and given the parent a moment later, in one transaction.
create trigger account_parent_changed after update of parent_id on mainstay.account for each row
  when (old.parent_id is distinct from new.parent_id and old.created_at < now()) execute function mainstay.remember_parent();

-- What held before the first change that was written down: as the import that made it kept it, else as the audit did.
insert into mainstay.account_parent_period (workspace_id, account_id, valid_from, parent_id)
select a.workspace_id, a.id, (a.created_at at time zone 'UTC')::date, p.id
from mainstay.account a
cross join lateral (
  select min(f.valid_from) as valid_from from mainstay.account_parent_period f where f.workspace_id = a.workspace_id and f.account_id = a.id
) first
left join lateral (
  select c.before ->> 'parent_id' as parent from mainstay.ledger_change c
  where c.workspace_id = a.workspace_id and c.kind = 'customers' and c.row_key = a.code
  order by c.changed_at, c.import_number limit 1) imported on true
left join lateral (
  select e.before ->> 'parent' as parent from mainstay.audit_entry e
  where e.workspace_id = a.workspace_id and e.account_id = a.id and e.action = 'accounts.change' and e.before ? 'parent'
  order by e.id limit 1) changed on true
left join mainstay.account p on p.workspace_id = a.workspace_id and p.id <> a.id
  and (p.id = imported.parent::bigint or (imported.parent is null and p.code = changed.parent))
where first.valid_from > (a.created_at at time zone 'UTC')::date
on conflict do nothing;

-- Figures of a period as the books stood on a day; null for the books as they stand.
alter table mainstay.figure_set add column known_on date;
drop index mainstay.figure_set_question;
create unique index figure_set_question
  on mainstay.figure_set (workspace_id, basis, rates, comparison, from_month, to_month, known_on) nulls not distinct;

-- The group each company counted for, kept with figures of a day.
create table mainstay.figure_set_group (
  workspace_id integer not null,
  figure_set_id uuid not null,
  account_id bigint not null,
  group_id bigint not null,
  primary key (workspace_id, figure_set_id, account_id)
);
call mainstay.protect_tenant_table('figure_set_group');
call mainstay.protect_by_account('figure_set_group');

create or replace function mainstay.drop_figures_of_sets() returns trigger language plpgsql as $$
begin
  delete from mainstay.account_figure f using gone g where f.workspace_id = g.workspace_id and f.figure_set_id = g.id;
  delete from mainstay.account_figure_detail d using gone g where d.workspace_id = g.workspace_id and d.figure_set_id = g.id;
  delete from mainstay.figure_set_group o using gone g where o.workspace_id = g.workspace_id and o.figure_set_id = g.id;
  return null;
end $$;
