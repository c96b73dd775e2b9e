-- Purpose: a cell of the white space becomes an opportunity: an entry of the pipeline, in the bridge to a goal.
alter table mainstay.plan_cause drop constraint plan_cause_effect_kind_check;
alter table mainstay.plan_cause add constraint plan_cause_effect_kind_check
  check (effect_kind in ('objective', 'action', 'bridge_entry')) not valid;
