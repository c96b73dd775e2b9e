import type {
  ActionOwner,
  ActionsPart,
  HandOverList,
  ImportPreview,
  MyAction,
  NewOwner,
  PlanAction,
  StatusReport,
} from '@mainstay/contract/plans-actions'

export type { ActionOwner, ActionsPart, HandOverList, ImportPreview, MyAction, NewOwner, PlanAction, StatusReport }
export type ActionState = PlanAction['state']
export type ActionCause = NonNullable<PlanAction['cause']>
