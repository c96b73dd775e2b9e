-- Purpose: a draft that was begun by mistake is deleted: nobody sees it any more, and it can be put back. It is closed as
-- well, so that nothing that passes closed plans over has to know of it.
alter table mainstay.plan add column deleted_at timestamptz;
alter table mainstay.plan add constraint plan_deleted_is_closed check (deleted_at is null or status = 'closed') not valid;

-- Whoever deletes a draft or puts it back names it; maintenance sees every row.
do $$
begin
  execute format('create policy deleted_drafts on mainstay.plan as restrictive using (deleted_at is null or current_user = %L
    or id = nullif((select current_setting(''mainstay.deleted_plan'', true)), '''')::uuid) with check (true)', current_user);
end $$;

drop view mainstay.plan_then;
call mainstay.keep_plan_past('plan', 'id', '{id}');

create or replace function mainstay.plan_template_uses() returns table (template_id uuid, plans integer)
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select p.template_id, count(*)::integer from mainstay.plan p
  where p.workspace_id = mainstay.current_workspace() and p.template_id is not null and p.deleted_at is null
  group by p.template_id
$$;
