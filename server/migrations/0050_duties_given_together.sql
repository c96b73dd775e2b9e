-- Purpose: an import may give somebody hundreds of accounts; they are told once, of one of them and of how many others.
alter table mainstay.plan_notice add column others integer not null default 0;
alter table mainstay.plan_notice add constraint plan_notice_others_check check (others >= 0) not valid;
