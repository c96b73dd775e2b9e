-- Purpose: drafts that were deleted can be found again by those who may put them back; a list of them names several at once.
create index plan_deleted on mainstay.plan (workspace_id, deleted_at) where deleted_at is not null;

do $$
begin
  execute 'drop policy deleted_drafts on mainstay.plan';
  execute format('create policy deleted_drafts on mainstay.plan as restrictive using (deleted_at is null or current_user = %L
    or id = any ((select string_to_array(nullif(current_setting(''mainstay.deleted_plan'', true), ''''), '','')::uuid[])::uuid[])) with check (true)',
    current_user);
end $$;

-- Of accounts that the actor sees, the latest first.
create function mainstay.deleted_drafts(most integer) returns setof uuid
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select p.id from mainstay.plan p
  where p.workspace_id = mainstay.current_workspace() and p.deleted_at is not null
    and (mainstay.sees_all_accounts() or p.account_id in (select mainstay.visible_account_ids()))
  order by p.deleted_at desc, p.id limit most
$$;
