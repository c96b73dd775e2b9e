import type { RoundDetail } from '../types.ts'

/** Everything but the candidates, which are kept as soon as they are chosen. */
export interface SetupDraft {
  readonly name: string
  readonly opensOn: string
  readonly deadline: string
  readonly closing: 'by_hand' | 'automatic'
  readonly reminders: string
  readonly criteria: readonly { readonly criterionKey: string; readonly functions: readonly string[] }[]
  readonly raters: readonly { readonly personId: string; readonly name: string; readonly function: string }[]
}

export function draftOf(round: RoundDetail): SetupDraft {
  return {
    name: round.name,
    opensOn: round.opensOn,
    deadline: round.deadline,
    closing: round.closing,
    reminders: round.reminderDays.join(', '),
    criteria: round.criteria
      .map(({ criterionKey, functions }) => ({ criterionKey, functions }))
      .filter(({ functions }) => functions.length > 0),
    raters: round.raterList.map(({ personId, name, function: part }) => ({ personId, name, function: part })),
  }
}

/** "7, 1" as numbers. */
export function readDays(written: string): number[] {
  return written
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(Number)
}
