-- Purpose: a field of a plan has one value. Where two stand side by side, the newest stays and the others are taken out, to be
-- found among what was taken out; from then on the database refuses a second one.
update mainstay.plan_statement s set removed_at = now(), updated_at = now(), version = s.version + 1
where s.field_key is not null and s.removed_at is null and exists (
  select from mainstay.plan_statement newer
  where newer.workspace_id = s.workspace_id and newer.plan_id = s.plan_id and newer.section_key = s.section_key
    and newer.field_key = s.field_key and newer.removed_at is null
    and (newer.updated_at, newer.id) > (s.updated_at, s.id));
create unique index plan_statement_field on mainstay.plan_statement (workspace_id, plan_id, section_key, field_key)
  where field_key is not null and removed_at is null;
