-- Purpose: an account keeps few templates of how it buys; one that is no longer used can be put away, and taken up again.
-- By name: a template is all its versions. What began from one goes on.
create table mainstay.buying_template_archive (
  workspace_id integer not null,
  account_id bigint not null,
  name_key text not null check (length(name_key) between 1 and 240),
  archived_at timestamptz not null default now(),
  primary key (workspace_id, account_id, name_key),
  foreign key (workspace_id, account_id) references mainstay.account (workspace_id, id)
);
call mainstay.protect_tenant_table('buying_template_archive');
call mainstay.protect_by_account('buying_template_archive');
