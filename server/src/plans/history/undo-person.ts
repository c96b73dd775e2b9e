import { seatInTeam } from '@mainstay/domain/plans'
import type { KeptRow, KeptValues } from './kept-row.ts'
import type { AroundRows } from './undo-surroundings.ts'
import { factsBefore } from './undoable-deeds.ts'
import { type Hindrance, hindrance, wayBack } from './way-back.ts'

/** What taking a change of the team back is refused for: seats that are taken, and the inner team, which shapes itself. */
export function hindranceOfPerson(row: KeptRow, around: AroundRows): Hindrance | null {
  const way = wayBack(row)
  const now = way === 'puts_back' ? null : row.after
  const then = way === 'takes_out' ? null : way === 'changes' ? row.before : row.after
  if (innerOf(now) !== innerOf(then) && !around.mayShapeInner) return hindrance('plans/inner-by-inner')
  if (then === null) return null
  const facts = factsBefore(then)
  const isAnother = way === 'changes' && facts.personId !== null && facts.personId !== row.after?.person_id
  if (isAnother && !around.members.has(facts.personId ?? '')) return hindrance('plans/person-not-member')
  const seated = seatInTeam(around.team, { id: row.id, personId: facts.personId, duty: facts.duty }, 'wait')
  return seated.ok ? null : hindrance(seated.refusal.code, seated.refusal.detail)
}

function innerOf(values: KeptValues | null): string | null {
  return values?.is_inner === 'true' ? (values.person_id ?? null) : null
}
