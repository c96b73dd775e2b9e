import type {
  exceptionMark,
  exceptionPolicy,
  overrideOutcome,
  overrideRecord,
  tierOverride,
} from '@mainstay/contract/selection-overrides'
import type { z } from 'zod'

export type ExceptionMark = z.infer<typeof exceptionMark>
export type ExceptionPolicy = z.infer<typeof exceptionPolicy>
export type OverrideOutcome = z.infer<typeof overrideOutcome>
export type OverrideRecord = z.infer<typeof overrideRecord>
export type TierOverride = z.infer<typeof tierOverride>
export type OverrideGroup = 'asked' | 'running' | 'over'
