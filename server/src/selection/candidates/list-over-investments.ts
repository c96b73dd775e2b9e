import type { overInvestment } from '@mainstay/contract/selection-candidates'
import { type OverInvestment, overInvestments } from '@mainstay/domain/selection'
import type { z } from 'zod'
import { amountOf, type MonthsMoney, presentMoney, readLedgerMonths, readMonthsMoney } from '../../economics/index.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readTierScheme, ruleSchemeOf } from '../../program/index.ts'
import { readReferences } from '../candidate-store.ts'
import { readCurrentTiers } from '../scoring/book-cache.ts'

export type OverInvestmentRow = z.infer<typeof overInvestment>

const YEAR = 12
const SORT = 'worst'

/** Key accounts in high tiers that cost more than they bring or bring clearly less, among those the reader may see. */
export async function listOverInvestments(
  scope: ReadScope,
  input: { readonly cursor?: string | undefined; readonly limit: number },
  today: string,
): Promise<{ rows: OverInvestmentRow[]; nextCursor: string | null; total: number; looked: number; unknown: number }> {
  const start = Number(decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? 0)
  const { accounts, looked, unknown } = await findOverInvestments(scope, today)
  const page = accounts.slice(start, start + input.limit)
  const names = await readReferences(
    scope,
    page.map(({ accountId }) => accountId),
  )
  const end = start + page.length
  return {
    rows: page.flatMap((one) => {
      const account = names.get(one.accountId)
      return account ? [present(one, account)] : []
    }),
    nextCursor: end < accounts.length ? encodeCursor(SORT, [end]) : null,
    total: accounts.length,
    looked,
    unknown,
  }
}

async function findOverInvestments(scope: ReadScope, today: string) {
  const scheme = ruleSchemeOf((await readTierScheme(scope)).tiers)
  const tiers = [...(await readCurrentTiers(scope, today))]
  const ledger = await readLedgerMonths(scope)
  if (!ledger) return overInvestments(scheme, [])
  const { last } = ledger
  const isBeforeKnown = last - 2 * YEAR + 1 >= ledger.first
  const money = await readMonthsMoney(
    scope,
    tiers.flatMap(([groupId]) => [
      { groupId, from: last - YEAR + 1, to: last },
      { groupId, from: last - 2 * YEAR + 1, to: last - YEAR },
    ]),
  )
  return overInvestments(
    scheme,
    tiers.map(([accountId, { tier }], index) => ({
      accountId,
      tier,
      now: earningsOf(money[index * 2]),
      before: earningsOf(isBeforeKnown ? money[index * 2 + 1] : undefined),
    })),
  )
}

function earningsOf(money: MonthsMoney | undefined) {
  return {
    contribution: money?.contribution ? amountOf(money.contribution) : null,
    grossMargin: money?.margin ? amountOf(money.margin) : null,
  }
}

function present(one: OverInvestment, account: OverInvestmentRow['account']): OverInvestmentRow {
  return {
    account,
    tier: one.tier,
    sign: one.sign,
    basis: one.basis,
    now: presentMoney(one.now),
    before: one.before === null ? null : presentMoney(one.before),
    change: one.change,
  }
}
