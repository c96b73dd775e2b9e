import type {
  cutChange,
  edgeAccount,
  edgeReason,
  firmCriterion,
  firmness,
  leftOut,
} from '@mainstay/contract/selection-firmness'
import type { z } from 'zod'

export type CutChange = z.infer<typeof cutChange>
export type EdgeAccount = z.infer<typeof edgeAccount>
export type EdgeReason = z.infer<typeof edgeReason>
export type FirmCriterion = z.infer<typeof firmCriterion>
export type Firmness = z.infer<typeof firmness>
export type LeftOut = z.infer<typeof leftOut>
