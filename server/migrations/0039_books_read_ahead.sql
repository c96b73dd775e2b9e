-- Purpose: a process that starts reads the columns of long account lists before anybody asks, for every workspace with a long list.
create function mainstay.long_default_figures(fewest integer, most integer)
  returns table (workspace_id integer, accounts bigint)
  language sql stable security definer set search_path = mainstay, pg_temp
  as $$
    select v.workspace_id, v.accounts from (
      select s.workspace_id, s.computed_at, (s.totals ->> 'accounts')::bigint as accounts,
        sum((s.totals ->> 'accounts')::bigint) over (order by s.computed_at desc, s.workspace_id) as together
      from figure_set s
      where s.is_default and s.basis = 'group' and s.known_on is null and (s.totals ->> 'accounts')::bigint between fewest and most) v
    where v.together <= most order by v.computed_at desc, v.workspace_id
  $$;
