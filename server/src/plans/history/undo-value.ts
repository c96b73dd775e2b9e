import { VALUE_CASE_LIMIT, VALUE_DRIVER_LIMIT } from '@mainstay/contract/plans-value'
import { yearsBeyond } from '@mainstay/domain/plans'
import { yearsOf } from '../value/present-case.ts'
import { type KeptRow, storedYearsOf } from './kept-row.ts'
import type { AroundRows } from './undo-surroundings.ts'
import { type Hindrance, hindrance, wayBack } from './way-back.ts'

/** What taking a change of a value case back is refused for. */
export function hindranceOfCase(row: KeptRow, { seesMargins, value }: AroundRows): Hindrance | null {
  if (row.after?.beneficiary === 'us' && !seesMargins) return hindrance('plans/undo-not-yours')
  const way = wayBack(row)
  const standing = [...value.values()].filter(({ isRemoved }) => !isRemoved).length
  if (way === 'puts_back' && standing >= VALUE_CASE_LIMIT)
    return hindrance('plans/value-cases-full', { limit: VALUE_CASE_LIMIT })
  const isFilled = (value.get(row.id)?.filledUntil ?? 0) > Number(row.before?.years)
  return way === 'changes' && isFilled ? hindrance('plans/value-years-filled') : null
}

/** What taking a change of a driver back is refused for: its case is gone or shorter by now, or who answered for it is. */
export function hindranceOfDriver(row: KeptRow, { seesMargins, value, team, parts }: AroundRows): Hindrance | null {
  const { before, after } = row
  const own = value.get(after?.case_id ?? '')
  if (!own) return hindrance('plans/removed')
  if (own.beneficiary === 'us' && !seesMargins) return hindrance('plans/undo-not-yours')
  if (own.isRemoved) return hindrance('plans/removed')
  const way = wayBack(row)
  if (way === 'takes_out') return null
  if (way === 'puts_back' && own.drivers >= VALUE_DRIVER_LIMIT)
    return hindrance('plans/value-drivers-full', { limit: VALUE_DRIVER_LIMIT })
  const then = way === 'changes' ? before : after
  if (yearsBeyond(yearsOf(storedYearsOf(then?.years)), own.years).length > 0)
    return hindrance('plans/value-years-filled')
  const owner = then?.owner_id ?? null
  const isThere = parts.has('team') && team.some(({ id, side }) => id === owner && side === 'customer')
  const isOther = way === 'changes' && owner !== null && owner !== after?.owner_id
  return isOther && !isThere ? hindrance('plans/value-owner-unknown') : null
}
