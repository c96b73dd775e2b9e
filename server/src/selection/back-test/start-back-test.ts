import { BACK_TEST_PLACES } from '@mainstay/contract/selection-back-test'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import {
  findCriteriaSet,
  findPublishedSet,
  type ProgramCriteriaSet,
  readTierScheme,
  ruleSchemeOf,
} from '../../program/index.ts'
import { restsOnMargins } from '../queries/rank.ts'
import type { RunAnswer } from '../runs/run-table.ts'
import { startRun } from '../runs/start-run.ts'
import { placesOf } from '../scoring/tier-proposals.ts'
import { settlePast } from './past.ts'
import type { BackTestAsk } from './stored-back-test.ts'

export interface BackTestInput {
  readonly criteriaSetIds?: readonly string[] | undefined
  readonly asOf: string
  readonly months: 12 | 24
  readonly places?: number | undefined
  readonly seed: number
}

/** Puts the question on its way, with everything settled that might change until it is answered. */
export async function startBackTest(area: AreaContext, scope: WriteScope, input: BackTestInput): Promise<RunAnswer> {
  const sets = await readSets(scope, input.criteriaSetIds)
  if (sets.some((set) => isHiddenDraft(scope, set))) throw new Refused('http/not-allowed')
  await settlePast(scope, { asOf: input.asOf, months: input.months, today: today(area) })
  const question: BackTestAsk = {
    asOf: input.asOf,
    months: input.months,
    places: input.places ?? (await usualPlaces(scope)),
    seed: input.seed,
    sets: sets.map(({ id, name, number, status }) => ({ id, name, number, status })),
  }
  return startRun(area, scope, { kind: 'back_test', question })
}

/** All places of the tiers, which a back-test takes where nobody says otherwise. */
export async function usualPlaces(scope: ReadScope): Promise<number> {
  const { tiers } = await readTierScheme(scope)
  return Math.max(1, Math.min(BACK_TEST_PLACES, placesOf(ruleSchemeOf(tiers))))
}

async function readSets(scope: ReadScope, ids: readonly string[] | undefined): Promise<readonly ProgramCriteriaSet[]> {
  if (!ids) {
    const published = await findPublishedSet(scope)
    if (!published) throw new Refused('selection/no-criteria-set')
    return [published]
  }
  const sets: ProgramCriteriaSet[] = []
  for (const id of new Set(ids)) sets.push(await findCriteriaSet(scope, id))
  return sets
}

/** A draft's weights are anybody's choice: all weight on a margin, and the order of the picks tells it. */
function isHiddenDraft(scope: ReadScope, { status, content }: ProgramCriteriaSet): boolean {
  return !scope.actor.seesMargins && status === 'draft' && restsOnMargins(content)
}
