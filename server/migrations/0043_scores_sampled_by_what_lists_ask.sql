-- Purpose: after scoring, only the columns of scores that lists sort, filter and join by are sampled, and a third of the
-- usual sample; what each criterion gave is long, and no plan hangs on it.
create or replace function mainstay.analyze_scores() returns void
  language plpgsql security definer set search_path = mainstay, pg_temp as $$
begin
  perform set_config('default_statistics_target', '30', true);
  analyze mainstay.account_score (workspace_id, criteria_set_id, account_id, score, confidence, rank, is_eligible);
end $$;
