import type {
  anchor,
  criteriaDefinition,
  criteriaSet,
  criterion,
  gate,
  measure,
  tier,
  tierScheme,
} from '@mainstay/contract/program'
import type { z } from 'zod'

export type Anchor = z.infer<typeof anchor>
export type Criterion = z.infer<typeof criterion>
export type Gate = z.infer<typeof gate>
export type CriteriaDefinition = z.infer<typeof criteriaDefinition>
export type CriteriaSet = z.infer<typeof criteriaSet>
export type Measure = z.infer<typeof measure>
export type Tier = z.infer<typeof tier>
export type TierScheme = z.infer<typeof tierScheme>
