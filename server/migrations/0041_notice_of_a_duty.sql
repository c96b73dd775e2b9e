-- Purpose: people are told of a duty they were given, in a plan or at an account, and of a plan handed over to them.
alter table mainstay.plan_notice drop constraint plan_notice_kind_check;
alter table mainstay.plan_notice add constraint plan_notice_kind_check
  check (kind in ('mentioned', 'commented', 'approval_asked', 'changes_asked', 'approved', 'withdrawn', 'action_given',
    'duty_given', 'account_duty_given', 'handed_over')) not valid;

-- Which duty it was then; the team may have changed since.
alter table mainstay.plan_notice add column duty text;
alter table mainstay.plan_notice add constraint plan_notice_duty_check
  check (duty in ('accountable', 'responsible', 'consulted', 'informed', 'account_manager', 'executive_sponsor', 'team_member')) not valid;

-- What is told of an account itself stands in no plan. The release before joins plans and so passes over it.
-- squawk-ignore ban-drop-not-null
alter table mainstay.plan_notice alter column plan_id drop not null;
alter table mainstay.plan_notice add constraint plan_notice_place_check
  check ((plan_id is null) = (kind = 'account_duty_given')) not valid;
alter table mainstay.plan_notice add constraint plan_notice_account_fkey
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id) on delete cascade not valid;
