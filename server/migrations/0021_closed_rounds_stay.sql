-- Purpose: scores are written while their round is open and never after, whoever asks; what was disclosed stays as given.
do $$
declare
  owner_only text := format('current_user = %L', current_user);
  is_open text := 'round_id in (select r.id from mainstay.scoring_round r
    where r.workspace_id = (select mainstay.current_workspace()) and r.status = ''open'')';
begin
  execute format('create policy open_insert on mainstay.scoring_round_score as restrictive for insert with check (%s or %s)', owner_only, is_open);
  execute format('create policy open_update on mainstay.scoring_round_score as restrictive for update using (%s or %s)', owner_only, is_open);
  execute format('create policy open_delete on mainstay.scoring_round_score as restrictive for delete using (%s or %s)', owner_only, is_open);
end $$;
