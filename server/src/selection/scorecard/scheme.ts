import type { scorecardScheme } from '@mainstay/contract/selection-scorecard'
import {
  LEAST_PROFIT_SHARE,
  type ScorecardWeights,
  STARTER_SCORECARD_SHARES,
  scorecardWeights,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import type {} from '../../ledger/index.ts'
import type { AreaContext } from '../../platform/area.ts'
import { type FieldFault, orRefuse, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { findPublishedSet, lockProgram } from '../../program/index.ts'
import type { AddOnLines } from './tables.ts'

export type SchemeAnswer = z.infer<typeof scorecardScheme>

/** How the scorecard weighs and what it counts. */
export interface ScorecardScheme {
  readonly weights: ScorecardWeights
  readonly cohort: 'all' | 'tier'
  readonly valueCriteria: readonly string[]
  readonly addOnLines: AddOnLines
  readonly version: number
}

const STARTER: ScorecardScheme = {
  weights: { shares: STARTER_SCORECARD_SHARES, reason: null },
  cohort: 'all',
  valueCriteria: [],
  addOnLines: { upsell: [], supportSubscriptions: [], renewals: [] },
  version: 0,
}

export async function findScheme(scope: ReadScope): Promise<ScorecardScheme> {
  const row = await scope.db
    .selectFrom('mainstay.scorecard_scheme as s')
    .select(['s.shares', 's.reason', 's.cohort', 's.value_criteria', 's.add_on_lines', 's.version'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  if (!row) return STARTER
  return {
    weights: { shares: row.shares, reason: row.reason },
    cohort: row.cohort,
    valueCriteria: row.value_criteria,
    addOnLines: row.add_on_lines,
    version: row.version,
  }
}

/** The scheme with everything one may choose from. */
export async function readScheme(scope: ReadScope): Promise<SchemeAnswer> {
  const scheme = await findScheme(scope)
  const { shares, reason } = scheme.weights
  const { upsell, supportSubscriptions, renewals } = scheme.addOnLines
  return {
    shares,
    starterShares: STARTER_SCORECARD_SHARES,
    leastProfitShare: LEAST_PROFIT_SHARE,
    reason,
    cohort: scheme.cohort,
    valueCriteria: [...scheme.valueCriteria],
    addOnLines: {
      upsell: [...upsell],
      supportSubscriptions: [...supportSubscriptions],
      renewals: [...renewals],
    },
    choices: { productLines: await selectProductLines(scope), judgedCriteria: await judgedCriteria(scope) },
    version: scheme.version,
  }
}

async function selectProductLines(scope: ReadScope): Promise<SchemeAnswer['choices']['productLines']> {
  return scope.db
    .selectFrom('mainstay.product_line as l')
    .select(['l.id', 'l.name', 'l.category'])
    .where('l.workspace_id', '=', scope.workspaceId)
    .orderBy('l.name')
    .orderBy('l.id')
    .execute()
}

async function judgedCriteria(scope: ReadScope): Promise<SchemeAnswer['choices']['judgedCriteria']> {
  const published = await findPublishedSet(scope)
  const judged = published?.content.criteria.filter(({ source }) => source.kind === 'judged') ?? []
  return judged.map(({ key, name }) => ({ key, name }))
}

interface ChangeInput extends Pick<SchemeAnswer, 'shares' | 'reason' | 'cohort' | 'valueCriteria' | 'addOnLines'> {}

/** Changes the scheme; money below half needs a written reason, and what is chosen must be there. */
export async function changeScheme(area: AreaContext, scope: WriteScope, input: ChangeInput): Promise<SchemeAnswer> {
  await lockProgram(scope)
  const before = await readScheme(scope)
  scope.expectVersion(before.version)
  const { shares, reason } = orRefuse(scorecardWeights(input.shares, input.reason))
  refuseUnknown(before, input)
  const { cohort, valueCriteria, addOnLines } = input
  const values = {
    shares: JSON.stringify(shares),
    reason,
    cohort,
    value_criteria: [...new Set(valueCriteria)],
    add_on_lines: JSON.stringify(addOnLines),
    version: before.version + 1,
    updated_at: area.now(),
  }
  await scope.db
    .insertInto('mainstay.scorecard_scheme')
    .values({ workspace_id: scope.workspaceId, ...values })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute()
  await scope.record({
    action: 'selection.scorecard-scheme',
    subjectType: 'scorecard_scheme',
    subjectId: scope.actor.workspaceSlug,
    before: describe(before),
    after: { shares, reason, cohort, valueCriteria, addOnLines },
  })
  return readScheme(scope)
}

function describe({ shares, reason, cohort, valueCriteria, addOnLines }: SchemeAnswer): Record<string, unknown> {
  return { shares, reason, cohort, valueCriteria, addOnLines }
}

/** What was chosen before may stay although it is gone: it counts nothing, and is no fault of who changes a share. */
function refuseUnknown({ choices, ...before }: SchemeAnswer, input: ChangeInput): void {
  const criteria = new Set([...choices.judgedCriteria.map(({ key }) => key), ...before.valueCriteria])
  const lines = new Set([...choices.productLines.map(({ id }) => id), ...Object.values(before.addOnLines).flat()])
  const fault = (path: string): FieldFault => ({ path, code: 'unknown', message: 'There is no such thing to choose.' })
  const faults = [
    ...input.valueCriteria.flatMap((key, index) => (criteria.has(key) ? [] : [fault(`valueCriteria.${index}`)])),
    ...Object.entries(input.addOnLines).flatMap(([kind, ids]) =>
      ids.flatMap((id, index) => (lines.has(id) ? [] : [fault(`addOnLines.${kind}.${index}`)])),
    ),
  ]
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
}
