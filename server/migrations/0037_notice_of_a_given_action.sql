-- Purpose: whoever is given an action by a rule is told so.
alter table mainstay.plan_notice drop constraint plan_notice_kind_check;
alter table mainstay.plan_notice add constraint plan_notice_kind_check
  check (kind in ('mentioned', 'commented', 'approval_asked', 'changes_asked', 'approved', 'withdrawn', 'action_given')) not valid;
