import type { overrideOutcome, yearsAround } from '@mainstay/contract/selection-overrides'
import { formatMonth, type Month, monthOfDate } from '@mainstay/domain/kernel'
import type { z } from 'zod'
import {
  type LedgerMonths,
  type MonthsMoney,
  type MonthsQuestion,
  moneyText,
  readLedgerMonths,
  readMonthsMoney,
} from '../../economics/index.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { countExceptions, type ExceptionRow, selectExceptions } from './outcome-store.ts'

export type OverrideOutcomeRow = z.infer<typeof overrideOutcome>
type YearsAround = z.infer<typeof yearsAround>

const YEAR = 12
const SORT = '-decision'

/** The month with which the twelve months after a decision are full; the month of the decision counts on neither side. */
function fullWith(knownOn: string): Month {
  return monthOfDate(knownOn) + YEAR
}

/** The twelve months before a decision, and the twelve after; null on a side that the ledger does not hold whole. */
function yearsHeld(
  groupId: string,
  knownOn: string,
  ledger: LedgerMonths | null,
): Record<'before' | 'after', MonthsQuestion | null> {
  const month = monthOfDate(knownOn)
  const holds = (from: Month, to: Month) => ledger !== null && from >= ledger.first && to <= ledger.last
  const span = (from: Month, to: Month) => (holds(from, to) ? { groupId, from, to } : null)
  return { before: span(month - YEAR, month - 1), after: span(month + 1, month + YEAR) }
}

/** Both years around a decision, where the ledger holds them whole; else null. */
export function spansAround(
  groupId: string,
  knownOn: string,
  ledger: LedgerMonths | null,
): readonly [MonthsQuestion, MonthsQuestion] | null {
  const { before, after } = yearsHeld(groupId, knownOn, ledger)
  return before && after ? [before, after] : null
}

/** What accounts taken in against the scores did afterwards, beside the account that was next by the scores. */
export async function listOverrideOutcomes(
  scope: ReadScope,
  input: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: OverrideOutcomeRow[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? null
  const found = await selectExceptions(scope, {
    before: before === null ? null : String(before),
    limit: input.limit + 1,
  })
  const page = found.slice(0, input.limit)
  const ledger = await readLedgerMonths(scope)
  const yearsOf = await readYears(scope, page, ledger)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentOutcome(row, ledger, yearsOf)),
    nextCursor: found.length > input.limit && last ? encodeCursor(SORT, [last.id]) : null,
    total: await countExceptions(scope),
  }
}

type YearsOf = (accountId: string, knownOn: string) => YearsAround | null

async function readYears(
  scope: ReadScope,
  rows: readonly ExceptionRow[],
  ledger: LedgerMonths | null,
): Promise<YearsOf> {
  const pairs = rows.flatMap(({ account_id, instead_id, known_on }) =>
    [account_id, instead_id].flatMap((id) =>
      id === null ? [] : [{ id, key: `${id} ${known_on}`, knownOn: known_on }],
    ),
  )
  const asks = pairs.flatMap(({ id, key, knownOn }) => {
    const held = yearsHeld(id, knownOn, ledger)
    return (['before', 'after'] as const).flatMap((side) => (held[side] ? [{ key, side, span: held[side] }] : []))
  })
  const money = await readMonthsMoney(
    scope,
    asks.map(({ span }) => span),
  )
  const found = new Map(asks.map(({ key, side }, index) => [`${side} ${key}`, money[index]] as const))
  return (accountId, knownOn) => {
    const [before, after] = [found.get(`before ${accountId} ${knownOn}`), found.get(`after ${accountId} ${knownOn}`)]
    return before || after ? presentYears(before, after) : null
  }
}

function presentYears(before: MonthsMoney | undefined, after: MonthsMoney | undefined): YearsAround {
  return {
    netRevenueBefore: moneyText(before?.net ?? null),
    netRevenueAfter: moneyText(after?.net ?? null),
    grossMarginBefore: moneyText(before?.margin ?? null),
    grossMarginAfter: moneyText(after?.margin ?? null),
  }
}

function presentOutcome(row: ExceptionRow, ledger: LedgerMonths | null, yearsOf: YearsOf): OverrideOutcomeRow {
  const full = fullWith(row.known_on)
  return {
    decisionId: row.id,
    account: { id: row.account_id, code: row.code, name: row.name },
    tier: row.tier,
    kind: row.override_id === null ? 'against_scores' : 'override',
    reason: row.reason,
    askerName: row.asker_name,
    deciderName: row.decider_name,
    effectiveDate: row.effective_date,
    expiresOn: row.expires_on,
    fullWith: formatMonth(full),
    isFull: ledger !== null && full <= ledger.last,
    outcome: yearsOf(row.account_id, row.known_on),
    instead:
      row.instead_id === null || row.instead_code === null || row.instead_name === null
        ? null
        : {
            account: { id: row.instead_id, code: row.instead_code, name: row.instead_name },
            outcome: yearsOf(row.instead_id, row.known_on),
          },
  }
}
