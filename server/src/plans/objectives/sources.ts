import { formatMonth, monthOfDate } from '@mainstay/domain/kernel'
import { checkDates, FED_SOURCES, type FedSource, type FedWindow, fedReadings } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, requirePart } from '../plan-store.ts'
import { orRefuseField } from '../refuse-field.ts'
import { requireSight } from './key-result-columns.ts'
import { readLedgerDay, readLedgerFacts, readProductLines } from './ledger-facts.ts'
import { writeValue } from './values.ts'

const YEAR_MONTHS = 12

/** What the ledger can feed the key results of a plan from. */
export async function listKeyResultSources(scope: ReadScope, { planId }: { readonly planId: string }) {
  const plan = await findPlan(scope, planId)
  await requirePart(scope, plan, 'objectives')
  return {
    ledgerUpTo: await readLedgerDay(scope),
    currency: scope.actor.reportingCurrency,
    productLines: await readProductLines(scope, plan),
  }
}

interface SourceAsk {
  readonly planId: string
  readonly source: FedSource
  readonly productLine: string | null
  readonly window: FedWindow
  readonly startsOn: string
  readonly endsOn: string
}

/**
 * What the ledger gives for a source, so that a start can be set by it: over the months of the objective as far as they
 * have come, or the twelve that end with the ledger where it has not begun.
 */
export async function askKeyResultSource(scope: ReadScope, ask: SourceAsk) {
  const plan = await findPlan(scope, ask.planId)
  await requirePart(scope, plan, 'objectives')
  requireSight(scope, ask.source)
  orRefuseField(checkDates(ask), { 'plans/dates-wrong-way-round': 'endsOn', 'plans/objective-too-long': 'endsOn' })
  const ledgerUpTo = await readLedgerDay(scope)
  const from = monthOfDate(ledgerUpTo !== null && ledgerUpTo < ask.startsOn ? ledgerUpTo : ask.startsOn)
  const facts = await readLedgerFacts(scope, plan, { sources: new Set([ask.source]), from: from - YEAR_MONTHS + 1 })
  if (facts === null) return unknown('economics/no-ledger', ledgerUpTo)
  const hasBegun = facts.upTo >= ask.startsOn
  const measure = hasBegun ? ask : { ...ask, window: 'last_12_months' as const }
  const span = hasBegun ? ask : { startsOn: facts.upTo, endsOn: ask.endsOn }
  const productLine = FED_SOURCES[ask.source].byProductLine ? ask.productLine : null
  const last = fedReadings({ ...measure, productLine }, span, facts).at(-1)
  if (!last) return unknown('plans/no-reading', ledgerUpTo)
  const { value, status, reasons } = last.value
  return {
    value: value === null ? null : writeValue(value),
    status,
    reasons: [...reasons],
    from: formatMonth(last.from),
    to: formatMonth(last.to),
    ledgerUpTo: facts.upTo,
  }
}

function unknown(reason: string, ledgerUpTo: string | null) {
  return { value: null, status: 'insufficient_data' as const, reasons: [reason], from: null, to: null, ledgerUpTo }
}
