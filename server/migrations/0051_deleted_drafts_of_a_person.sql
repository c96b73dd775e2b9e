-- Purpose: whoever answers for plans finds every deleted draft of theirs, however many others have deleted since.
drop function mainstay.deleted_drafts(integer);
-- Of accounts that the actor sees, the latest first; with a person, those alone that the person is accountable for.
create function mainstay.deleted_drafts(accountable text, most integer) returns setof uuid
  language sql stable security definer set search_path = mainstay, pg_temp as $$
  select p.id from mainstay.plan p
  where p.workspace_id = mainstay.current_workspace() and p.deleted_at is not null
    and (mainstay.sees_all_accounts() or p.account_id in (select mainstay.visible_account_ids()))
    and (accountable is null or exists (select from mainstay.plan_person n where n.workspace_id = p.workspace_id
      and n.plan_id = p.id and n.person_id = accountable and n.duty = 'accountable' and n.removed_at is null))
  order by p.deleted_at desc, p.id limit most
$$;
