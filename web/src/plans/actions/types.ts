import type {
  ActionOwner,
  ActionsPart,
  ImportPreview,
  NewOwner,
  PlanAction,
  StatusReport,
} from '@mainstay/contract/plans-actions'
import type { HandOverList } from '@mainstay/contract/plans-hand-over'
import type { MyAction } from '@mainstay/contract/plans-my-work'

export type { ActionOwner, ActionsPart, HandOverList, ImportPreview, MyAction, NewOwner, PlanAction, StatusReport }
export type ActionState = PlanAction['state']
export type ActionCause = NonNullable<PlanAction['cause']>
