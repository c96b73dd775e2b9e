import type { weighting } from '@mainstay/contract/program-weights'
import { FAR_OFF, wholePointWeights } from '@mainstay/domain/program'
import type { z } from 'zod'
import { mayDo } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { selectCriteriaSets } from '../criteria-store.ts'
import { comparisonsIn, countMethods, type Group, groupOf, presentConsistency, readAnswers } from './group.ts'
import { presentSource } from './weight-source.ts'
import { findOwnJudgement, listGivenJudgements, listWeighingPeople, type WeightJudgementRow } from './weight-store.ts'

export type WeightingAnswer = z.infer<typeof weighting>
type GroupAnswer = NonNullable<WeightingAnswer['group']>

/** Rounding is no distance. */
const TOLERANCE = 1e-9

/** One's own weights for a version and, once these are given, the group's. */
export async function readWeighting(scope: ReadScope, id: string): Promise<WeightingAnswer> {
  const set = await selectCriteriaSets(scope).where('c.id', '=', id).executeTakeFirst()
  if (!set) throw new Refused('http/not-found')
  const { criteria } = set.definition
  const keys = criteria.map(({ key }) => key)
  const own = await findOwnJudgement(scope, id)
  const people = await listWeighingPeople(scope, id)
  // Row security says the same: what others gave is not even read before.
  const group = own?.given_at ? groupOf(keys, await listGivenJudgements(scope, id)) : null
  return {
    criteriaSet: { id: set.id, name: set.name, number: set.number, status: set.status, version: set.version },
    criteria: criteria.map(({ key, name, definition, weight, isSize }) => ({ key, name, definition, weight, isSize })),
    source: presentSource(set),
    own: own && presentOwn(keys, own),
    given: people.filter(({ isGiven }) => isGiven).length,
    begun: people.length,
    people: mayDo(scope.actor, 'program:write') ? people : null,
    group: group && presentGroup(scope, group),
  }
}

function presentOwn(keys: readonly string[], own: WeightJudgementRow): NonNullable<WeightingAnswer['own']> {
  const isGiven = own.given_at !== null
  return {
    answers: own.answers,
    isGiven,
    hasSeenOthers: own.has_seen_others,
    isOutdated: isGiven && own.answers.method !== 'aside' && readAnswers(keys, own.answers) === null,
    version: own.version,
  }
}

function presentGroup(scope: ReadScope, group: Group): GroupAnswer | null {
  const { people, reading, outdated } = group
  if (!reading) return null
  const points = wholePointWeights(reading.shares)
  const showsNames = mayDo(scope.actor, 'program:write')
  const members = people.map(({ row, method, reading: own }, index): GroupAnswer['members'][number] => {
    const distance = reading.distances[index] ?? 0
    return {
      name: showsNames ? row.person_name : null,
      isOwn: row.person_id === scope.actor.id,
      method,
      shares: own.shares.map(({ share }) => share),
      distance,
      isFarOff: distance > FAR_OFF + TOLERANCE,
      consistency: presentConsistency(own.comparisons?.priorities ?? null),
      hasSeenOthers: row.has_seen_others,
    }
  })
  return {
    shares: reading.shares.map((share, index) => ({ ...share, points: points[index]?.value ?? 0 })),
    members: members.toSorted((one, other) => other.distance - one.distance),
    methods: countMethods(people),
    consistency: presentConsistency(reading.comparisons),
    outdated,
    isOnePerson: reading.reasons.includes('program/one-person-weighs'),
    needsReason: comparisonsIn(group).some(({ isConsistent }) => !isConsistent),
  }
}
