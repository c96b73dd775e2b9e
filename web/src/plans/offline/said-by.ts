import type { Deed } from './deeds.ts'

type Bag = Readonly<Record<string, unknown>>

const NOT_SHOWN = new Set([
  'planId',
  'id',
  'sectionKey',
  'fieldKey',
  'needs',
  'objectiveId',
  'keyResultId',
  'repeat',
  'cause',
  'mentionIds',
  'takesOver',
  'unitId',
  'offeringId',
  'period',
  'measure',
  'version',
])

/** What a change says of its thing, by the names the thing has them under. Of several things it says nothing alike. */
export function saidBy(deed: Deed): Bag {
  return Object.fromEntries(
    Object.entries(wordsOf(deed)).filter(([key, value]) => !NOT_SHOWN.has(key) && value !== undefined),
  )
}

function wordsOf({ route, input }: Deed): Bag {
  switch (route) {
    case 'snoozeAction':
      return { snoozedUntil: input.until, snoozeReason: input.reason ?? '' }
    case 'handOverAction':
      return { owner: input.to }
    case 'moveAction': {
      const { reason, ...rest } = input
      return { ...rest, stateReason: reason }
    }
    case 'addPlanPerson':
    case 'changePlanPerson': {
      // The name of a member is their own.
      const { personId, name, ...rest } = input
      return personId === null ? { ...rest, name } : rest
    }
    case 'setPlanGoals':
      return input.goals.length === 1 ? { ...input.goals[0] } : {}
    case 'setWhiteSpaceCells':
      return input.cells.length === 1 ? { ...input.cells[0] } : {}
    default:
      return { ...input }
  }
}
