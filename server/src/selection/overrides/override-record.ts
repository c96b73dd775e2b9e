import type { overrideRecord } from '@mainstay/contract/selection-overrides'
import { type OverrideOutcome, overrideOutcome, type PickOutcome, type PickRecord } from '@mainstay/domain/selection'
import type { z } from 'zod'
import {
  amountOf,
  type MonthsMoney,
  presentFigure,
  presentMoney,
  readLedgerMonths,
  readMonthsMoney,
} from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type PickRow, selectPicks } from './outcome-store.ts'
import { spansAround } from './outcomes.ts'

export type OverrideRecord = z.infer<typeof overrideRecord>
type Comparison = OverrideRecord['netRevenue']
type Money = 'net' | 'margin'

interface ReadPick extends PickRow {
  readonly before: MonthsMoney
  readonly after: MonthsMoney
}

/** How exceptions did beside what the scores picked, over the accounts that the reader may see. */
export async function readOverrideRecord(scope: ReadScope): Promise<OverrideRecord> {
  const picks = await selectPicks(scope)
  const read = await readPicks(scope, picks)
  const counted = (isException: boolean) => outcomesOf(read, isException, 'net').length
  const all = (isException: boolean) => picks.filter((pick) => pick.is_exception === isException).length
  return {
    netRevenue: comparisonOf(read, 'net'),
    grossMargin: comparisonOf(read, 'margin'),
    notCounted: { exceptions: all(true) - counted(true), byScores: all(false) - counted(false) },
  }
}

async function readPicks(scope: ReadScope, picks: readonly PickRow[]): Promise<ReadPick[]> {
  const ledger = await readLedgerMonths(scope)
  const full = picks.flatMap((pick) => {
    const spans = spansAround(pick.account_id, pick.known_on, ledger)
    return spans ? [{ pick, spans }] : []
  })
  const money = await readMonthsMoney(
    scope,
    full.flatMap(({ spans }) => spans),
  )
  return full.flatMap(({ pick }, index) => {
    const before = money[index * 2]
    const after = money[index * 2 + 1]
    return before && after ? [{ ...pick, before, after }] : []
  })
}

function outcomesOf(read: readonly ReadPick[], isException: boolean, money: Money): PickOutcome[] {
  return read.flatMap(({ account_id, is_exception, before, after }) => {
    const [earlier, later] = [before[money], after[money]]
    if (is_exception !== isException || earlier === null || later === null) return []
    return [{ accountId: account_id, before: amountOf(earlier), after: amountOf(later) }]
  })
}

function comparisonOf(read: readonly ReadPick[], money: Money): Comparison {
  return presentComparison(overrideOutcome(outcomesOf(read, true, money), outcomesOf(read, false, money)))
}

function presentComparison(outcome: OverrideOutcome): Comparison {
  return {
    exceptions: presentRecord(outcome.overrides),
    byScores: presentRecord(outcome.rule),
    hitRateDifference: presentFigure(outcome.hitRateDifference),
    meanChangeDifference: presentFigure(outcome.meanChangeDifference),
    isClear: outcome.isClear,
  }
}

function presentRecord(record: PickRecord): Comparison['exceptions'] {
  return {
    picks: record.picks,
    hits: record.hits,
    hitRate: presentFigure(record.hitRate),
    interval: record.interval ? [record.interval[0], record.interval[1]] : null,
    change: presentMoney(record.change),
    meanChange: presentFigure(record.meanChange),
  }
}
