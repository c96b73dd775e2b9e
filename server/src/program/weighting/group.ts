import {
  type GroupMember,
  type GroupReading,
  groupWeights,
  type PairwisePriorities,
  readWeights,
  type WeightReading,
} from '@mainstay/domain/program'
import { orRefuse } from '../../platform/refusal.ts'
import type { WeightSourceAnswer, WrittenAnswers } from './tables.ts'
import type { WeightJudgementRow } from './weight-store.ts'

/** A person whose weights count, with what they said. */
export interface CountedPerson extends GroupMember {
  readonly row: WeightJudgementRow
  readonly method: 'direct' | 'swing' | 'pairwise'
}

/** What a group says about the criteria of a draft; `outdated`: how many spoke of other criteria. */
export interface Group {
  readonly people: readonly CountedPerson[]
  readonly outdated: number
  /** Null while nobody's weights count. */
  readonly reading: GroupReading | null
}

/** What one person's stored answers say about the criteria of today; null for none, or other criteria. */
export function readAnswers(keys: readonly string[], answers: WrittenAnswers): WeightReading | null {
  if (answers.method === 'aside') return null
  const reading = readWeights(keys, answers)
  return reading.ok ? reading.value : null
}

export function groupOf(keys: readonly string[], rows: readonly WeightJudgementRow[]): Group {
  const people = rows.flatMap((row): CountedPerson[] => {
    const { method } = row.answers
    const reading = readAnswers(keys, row.answers)
    return reading === null || method === 'aside' ? [] : [{ personId: row.person_id, row, method, reading }]
  })
  return {
    people,
    outdated: rows.length - people.length,
    reading: people.length === 0 ? null : orRefuse(groupWeights(people)),
  }
}

/** Everybody's comparisons and the common ones, the common first. */
export function comparisonsIn({ people, reading }: Group): readonly PairwisePriorities[] {
  const own = people.flatMap((person) => person.reading.comparisons?.priorities ?? [])
  return reading?.comparisons ? [reading.comparisons, ...own] : own
}

export function countMethods(people: readonly CountedPerson[]): WeightSourceAnswer['methods'] {
  const count = (method: CountedPerson['method']) => people.filter((person) => person.method === method).length
  return { direct: count('direct'), swing: count('swing'), pairwise: count('pairwise') }
}

export function presentConsistency(priorities: PairwisePriorities | null): WeightSourceAnswer['consistency'] {
  if (!priorities) return null
  const { lambdaMax, consistencyIndex, consistencyRatio, randomIndexTable, limit, isConsistent } = priorities
  return { lambdaMax, index: consistencyIndex, ratio: consistencyRatio, table: randomIndexTable, limit, isConsistent }
}
