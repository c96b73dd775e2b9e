-- Purpose: talk about a purchase, about a step of either side, and about a value case of the customer.
alter table mainstay.plan_comment drop constraint plan_comment_subject_kind_check;
alter table mainstay.plan_comment add constraint plan_comment_subject_kind_check check (subject_kind in
  ('plan', 'section', 'statement', 'swot_item', 'objective', 'key_result', 'action', 'person', 'white_space_cell',
   'purchase', 'buying_step', 'value_case')) not valid;
