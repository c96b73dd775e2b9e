import type { SwotPart } from '@mainstay/contract/plans-swot'
import { compareSwotItems, proposeTows, SWOT_VIEWPOINTS } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { readEffects } from './effects.ts'
import { presentItem, swotSetting } from './present-item.ts'
import { standingItems } from './swot-store.ts'
import { answeredPairs, presentPairs, readDismissals } from './tows-pairs.ts'

/** The whole part as of a day. Whoever calls it has made sure with `requirePart` that the reader may see it. */
export async function readSwotPart(scope: ReadScope, plan: StoredPlan, asOf: string): Promise<SwotPart> {
  const rows = await standingItems(scope, plan)
  const effects = await readEffects(scope, plan)
  const setting = await swotSetting(scope, plan, asOf)
  const dismissals = await readDismissals(scope, plan)
  const items = rows.map((row) => presentItem(row, effects, setting)).sort(compareSwotItems)
  const living = items.filter(({ settled }) => settled === null)
  const answered = answeredPairs(effects, dismissals)
  const openPairs = SWOT_VIEWPOINTS.map(
    (viewpoint) =>
      proposeTows(
        living.filter((item) => item.viewpoint === viewpoint),
        { answered, limit: 0 },
      ).total,
  )
  return {
    items,
    chosenPairs: presentPairs(effects.pairIds, { items, effects, dismissals }),
    openPairs: openPairs.reduce((sum, count) => sum + count, 0),
  }
}
