-- Talk about a cell of the white space: named by its unit and its offering, whether somebody has written it or not.
alter table mainstay.plan_comment
  drop constraint plan_comment_subject_kind_check,
  drop constraint plan_comment_subject_id_check,
  add constraint plan_comment_subject_kind_check check (subject_kind in
    ('plan', 'section', 'statement', 'swot_item', 'objective', 'key_result', 'action', 'person', 'white_space_cell')),
  add constraint plan_comment_subject_id_check check (length(subject_id) between 1 and 80);
