import {
  changeCriteriaSet,
  type GivenWeight,
  isWrittenReason,
  requireConsistent,
  wholePointWeights,
} from '@mainstay/domain/program'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { recordCriteria } from '../commands/write-criteria.ts'
import { type CriteriaSetRow, lockCriteriaSet, ruleSetOf, updateCriteriaSet } from '../criteria-store.ts'
import { contentOf } from '../definition.ts'
import { comparisonsIn, countMethods, type Group, groupOf, presentConsistency } from './group.ts'
import type { StoredWeightSource } from './tables.ts'
import { areSameWeights, weightsOf, withWeights } from './weight-source.ts'
import { findOwnJudgement, listGivenJudgements } from './weight-store.ts'

/** States of weights that can be taken back one after the other. */
const MOST_FORMER = 10

export interface AppliedWeights {
  readonly id: string
  readonly version: number
  readonly weights: GivenWeight[]
}

/**
 * Gives a draft the weights of the group, in whole points, exactly as the caller saw them. Refused while the caller is
 * blind, when the group's weights have moved, and when comparisons contradict each other and no reason is written.
 */
export async function applyWeights(
  scope: WriteScope,
  input: { readonly id: string; readonly weights: readonly GivenWeight[]; readonly reason: string; readonly now: Date },
): Promise<AppliedWeights> {
  const row = await lockDraft(scope, input.id)
  const own = await findOwnJudgement(scope, input.id)
  if (!own?.given_at) throw new Refused('program/weights-not-given')
  const keys = row.definition.criteria.map(({ key }) => key)
  const group = groupOf(keys, await listGivenJudgements(scope, input.id))
  if (!group.reading) throw new Refused('program/no-one-weighs')
  const weights = [...wholePointWeights(group.reading.shares)]
  if (!areSameWeights(weights, input.weights)) throw new Refused('program/group-weights-moved')
  const needsReason = comparisonsIn(group).some(({ isConsistent }) => !isConsistent)
  if (!isWrittenReason(input.reason)) for (const one of comparisonsIn(group)) orRefuse(requireConsistent(one))
  const source = sourceOf(scope, { row, group, weights, reason: needsReason ? input.reason : null, now: input.now })
  const updated = await writeWeights(scope, row, { weights, source, now: input.now })
  await recordCriteria(scope, 'program.weights', {
    row: updated,
    before: { weights: weightsOf(row.definition) },
    after: {
      weights,
      people: group.people.map(({ row: { person_name }, method }) => ({ name: person_name, method })),
      consistency: source.consistency,
      reason: source.reason,
    },
  })
  return { id: updated.id, version: updated.version, weights }
}

/** Gives a draft back the weights it had before the group's; refused once they have been changed by hand. */
export async function undoWeights(
  scope: WriteScope,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<AppliedWeights> {
  const row = await lockDraft(scope, id)
  const source = row.weight_source
  if (!source || source.formerWeights.length === 0) throw new Refused('program/no-weights-to-undo')
  const applied = weightsOf(row.definition)
  if (!areSameWeights(source.weights, applied)) throw new Refused('program/weights-changed-since')
  const weights = [...source.formerWeights]
  const updated = await writeWeights(scope, row, { weights, source: source.formerSource, now })
  await recordCriteria(scope, 'program.weights-undone', {
    row: updated,
    before: { weights: applied },
    after: { weights },
  })
  return { id: updated.id, version: updated.version, weights }
}

async function lockDraft(scope: WriteScope, id: string): Promise<CriteriaSetRow> {
  const row = await lockCriteriaSet(scope, id)
  scope.expectVersion(row.version)
  orRefuse(changeCriteriaSet(ruleSetOf(row), contentOf(row.definition)))
  return row
}

function writeWeights(
  scope: WriteScope,
  row: CriteriaSetRow,
  change: { readonly weights: readonly GivenWeight[]; readonly source: StoredWeightSource | null; readonly now: Date },
): Promise<CriteriaSetRow> {
  return updateCriteriaSet(scope, row, {
    definition: JSON.stringify(withWeights(row.definition, change.weights)),
    weight_source: change.source && JSON.stringify(change.source),
    updated_at: change.now,
  })
}

function sourceOf(
  scope: WriteScope,
  facts: {
    readonly row: CriteriaSetRow
    readonly group: Group
    readonly weights: readonly GivenWeight[]
    readonly reason: string | null
    readonly now: Date
  },
): StoredWeightSource {
  const { row, group, weights, reason, now } = facts
  const former = weightsOf(row.definition)
  return {
    appliedAt: now.toISOString(),
    byName: scope.actor.name,
    people: group.people.length,
    methods: countMethods(group.people),
    consistency: presentConsistency(group.reading?.comparisons ?? null),
    reason,
    weights,
    formerWeights: former,
    formerSource: shortened(row.weight_source, MOST_FORMER),
  }
}

function shortened(source: StoredWeightSource | null, kept: number): StoredWeightSource | null {
  if (!source) return null
  if (kept <= 1) return { ...source, formerWeights: [], formerSource: null }
  return { ...source, formerSource: shortened(source.formerSource, kept - 1) }
}
