-- Purpose: the company's own master slide, of which decks take theme, layouts and pictures. One for a workspace; only what
-- decks need of the file is kept, none of its slides.
create table mainstay.plan_master_slide (
  workspace_id integer not null references mainstay.workspace (id),
  name text not null check (length(name) between 1 and 200),
  content bytea not null check (octet_length(content) between 1 and 31457280),
  version integer not null default 1,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null default now(),
  primary key (workspace_id)
);
call mainstay.protect_tenant_table('plan_master_slide');
