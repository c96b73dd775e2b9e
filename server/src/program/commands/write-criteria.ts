import type { AuditAction } from '@mainstay/contract/audit'
import { changeCriteriaSet, reviseCriteriaSet } from '@mainstay/domain/program'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import {
  type CriteriaSetRow,
  deleteCriteriaSet,
  insertDraft,
  lockCriteriaSet,
  lockProgram,
  ruleSetOf,
  selectCriteriaSets,
  updateCriteriaSet,
} from '../criteria-store.ts'
import { type CriteriaDefinition, contentOf, starterDefinition, tidyDefinition } from '../definition.ts'
import { type CriteriaSetAnswer, presentCriteriaSet } from '../queries/present-criteria-set.ts'

/** A new draft under the next number: the starter criteria, or what the published version says. */
export async function draftCriteria(
  scope: WriteScope,
  input: { readonly name: string; readonly from: string | null },
): Promise<CriteriaSetAnswer> {
  await lockProgram(scope)
  const content =
    input.from === null
      ? { definition: starterDefinition(), weightSource: null }
      : await versionToRevise(scope, input.from)
  const row = await insertDraft(scope, { name: input.name, ...content, isStarter: false })
  await recordCriteria(scope, 'program.draft', { row, after: { name: row.name, number: row.number, from: input.from } })
  return presentCriteriaSet(row)
}

/** What a version says, and where its weights come from; what they were before is the old version's own matter. */
async function versionToRevise(scope: WriteScope, id: string) {
  const row = await selectCriteriaSets(scope).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  orRefuse(reviseCriteriaSet(ruleSetOf(row), { id: 'draft', version: row.number + 1 }))
  const weightSource = row.weight_source && { ...row.weight_source, formerWeights: [], formerSource: null }
  return { definition: row.definition, weightSource }
}

/** Replaces what a draft says. What is wrong with it is listed in the answer. */
export async function changeCriteria(
  scope: WriteScope,
  input: { readonly id: string; readonly name: string; readonly definition: CriteriaDefinition; readonly now: Date },
): Promise<CriteriaSetAnswer> {
  const stored = await lockCriteriaSet(scope, input.id)
  scope.expectVersion(stored.version)
  const definition = tidyDefinition(input.definition)
  orRefuse(changeCriteriaSet(ruleSetOf(stored), contentOf(definition)))
  const row = await updateCriteriaSet(scope, stored, {
    name: input.name,
    definition: JSON.stringify(definition),
    updated_at: input.now,
  })
  await recordCriteria(scope, 'program.change', {
    row,
    before: { name: stored.name, definition: stored.definition },
    after: { name: row.name, definition },
  })
  return presentCriteriaSet(row)
}

/** Throws a draft away. */
export async function discardDraft(scope: WriteScope, id: string): Promise<{ id: string }> {
  const row = await lockCriteriaSet(scope, id)
  scope.expectVersion(row.version)
  orRefuse(changeCriteriaSet(ruleSetOf(row), {}))
  await deleteCriteriaSet(scope, id)
  await recordCriteria(scope, 'program.discard', { row, before: { name: row.name, definition: row.definition } })
  return { id }
}

export async function recordCriteria(
  scope: WriteScope,
  action: AuditAction,
  facts: {
    readonly row: CriteriaSetRow
    readonly before?: Record<string, unknown>
    readonly after?: Record<string, unknown>
  },
): Promise<void> {
  const { row, ...change } = facts
  await scope.record({ action, subjectType: 'criteria_set', subjectId: row.id, ...change })
}
