import { publishCriteriaSet, retireCriteriaSet } from '@mainstay/domain/program'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import {
  type CriteriaSetRow,
  findPublishedRow,
  insertDraft,
  lockCriteriaSet,
  lockProgram,
  ruleSetOf,
  selectCriteriaSets,
  updateCriteriaSet,
} from '../criteria-store.ts'
import { faultsOf, measuresMargins, starterDefinition } from '../definition.ts'
import { type CriteriaSetAnswer, presentCriteriaSet } from '../queries/present-criteria-set.ts'
import { recordCriteria } from './write-criteria.ts'

const STARTER_NAME = 'Starter criteria'

/** Publishes a draft: from now on it is the yardstick, and the version before is retired in the same breath. */
export async function publishCriteria(
  scope: WriteScope,
  input: { readonly id: string; readonly reason: string; readonly now: Date },
): Promise<CriteriaSetAnswer> {
  const stored = await lockCriteriaSet(scope, input.id)
  scope.expectVersion(stored.version)
  // Whoever decides alone how much a margin counts could read it off the scores.
  if (!scope.actor.seesMargins && measuresMargins(stored.definition)) throw new Refused('http/not-allowed')
  return presentCriteriaSet(await publishRow(scope, stored, input))
}

async function publishRow(
  scope: WriteScope,
  stored: CriteriaSetRow,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<CriteriaSetRow> {
  const result = publishCriteriaSet(ruleSetOf(stored), reason)
  if (!result.ok && result.refusal.code === 'program/criteria-set-invalid') {
    throw new Refused('program/criteria-set-invalid', result.refusal.detail, faultsOf(stored.definition))
  }
  const published = orRefuse(result)
  const before = await findPublishedRow(scope)
  if (before) {
    orRefuse(retireCriteriaSet(ruleSetOf(before)))
    await updateCriteriaSet(scope, before, { status: 'retired', retired_at: now, updated_at: now })
  }
  const row = await updateCriteriaSet(scope, stored, {
    status: published.status,
    publish_reason: published.publishReason,
    published_at: now,
    published_by: scope.actor.name,
    updated_at: now,
  })
  await recordCriteria(scope, 'program.published', {
    row,
    before: { status: 'draft', published: before?.number ?? null },
    after: { status: 'published', published: row.number, reason: published.publishReason, isStarter: row.is_starter },
  })
  return row
}

/** Takes the published version out of use; until another is published there is no ranking. */
export async function retireCriteria(
  scope: WriteScope,
  input: { readonly id: string; readonly now: Date },
): Promise<CriteriaSetAnswer> {
  const stored = await lockCriteriaSet(scope, input.id)
  scope.expectVersion(stored.version)
  const { status } = orRefuse(retireCriteriaSet(ruleSetOf(stored)))
  const row = await updateCriteriaSet(scope, stored, { status, retired_at: input.now, updated_at: input.now })
  await recordCriteria(scope, 'program.retired', { row, before: { status: stored.status }, after: { status } })
  return presentCriteriaSet(row)
}

/**
 * A workspace that never had criteria gets the starter set, published by the program itself and said so in the audit:
 * seven criteria need no reason, and the first ranking is there at once.
 */
export async function ensureStarterCriteria(scope: WriteScope, now: Date): Promise<void> {
  await lockProgram(scope)
  const any = await selectCriteriaSets(scope).limit(1).executeTakeFirst()
  if (any) return
  const draft = await insertDraft(scope, { name: STARTER_NAME, definition: starterDefinition(), isStarter: true })
  await publishRow(scope, draft, { reason: '', now })
}
