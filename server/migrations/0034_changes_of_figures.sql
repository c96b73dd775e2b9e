-- Purpose: who keeps a copy of figures learns which of them were changed in place since it was taken.
-- A set counts its changes; a figure says with which of them it last changed. Figures as computed have none.
alter table mainstay.figure_set add column changes integer not null default 0;
alter table mainstay.account_figure add column change_no integer not null default 0;
create index account_figure_change on mainstay.account_figure (workspace_id, figure_set_id, change_no) where change_no > 0;
