import type { NewSwotItem, SwotEffect, SwotItem, SwotPart, TowsPair } from '@mainstay/contract/plans-swot'
import type { SwotKind, SwotMark, SwotViewpoint, TowsStrategy } from '@mainstay/domain/plans'

export type { NewSwotItem, SwotEffect, SwotItem, SwotKind, SwotMark, SwotPart, SwotViewpoint, TowsPair, TowsStrategy }

/** What an objective or action is to come of, and the words to begin with. */
export interface Cause {
  readonly kind: 'swot_item' | 'tows_pair' | 'buying_step'
  readonly id: string
  readonly title: string
}
