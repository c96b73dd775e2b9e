import { type BooksChange, changesSince, type FigureSet, readWithFigures } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findCriteriaSet, type ProgramCriteriaSet } from '../../program/index.ts'
import type { RunWork } from '../runs/run-kind.ts'
import { lookOf, readLooks } from './back-test-store.ts'
import { type ChosenThen, readChosenBy } from './chosen-store.ts'
import { keepAlive } from './keep-alive.ts'
import { afterSpan, knownSpan, lastInvoiceDay, type Past, settlePast } from './past.ts'
import { figuresOf, loadPastEvidence, onlyCandidates, type PastEvidence, readCandidates } from './past-evidence.ts'
import { loadPastMoney, type PastMoney } from './past-money.ts'
import type { BackTestAsk } from './stored-back-test.ts'

/** Where the question lies in the ledger, and with which sets. */
export interface BackTestPlan {
  readonly ask: BackTestAsk
  readonly past: Past
  readonly sets: readonly ProgramCriteriaSet[]
  readonly setsTested: number
  /** What the books of the day say otherwise than they do now. */
  readonly booksChange: BooksChange
}

export async function planBackTest(scope: ReadScope, ask: BackTestAsk, day: string): Promise<BackTestPlan> {
  const past = await settlePast(scope, { asOf: ask.asOf, months: ask.months, today: day })
  const sets: ProgramCriteriaSet[] = []
  for (const { id } of ask.sets) sets.push(await findCriteriaSet(scope, id))
  const looks = new Set([...(await readLooks(scope, afterSpan(past))), ...sets.map(lookOf)])
  return { ask, past, sets, setsTested: looks.size, booksChange: await changesSince(scope, ask.asOf) }
}

/** All that a back-test is worked out from, by position of the accounts. */
export interface GatheredPast {
  readonly plan: BackTestPlan
  readonly currency: string
  readonly accountIds: readonly string[]
  readonly knownOn: string | null
  readonly evidence: readonly PastEvidence[]
  /** Net revenue of the last known year; NaN for accounts that had never bought. */
  readonly spend: Float64Array
  readonly money: PastMoney
  readonly chosen: readonly ChosenThen[]
}

type Gathering = Pick<RunWork, 'advance'> & { readonly area: AreaContext; readonly system: Actor }

/** Reads what was known by the day, and what followed, in one view of the database. */
export async function gatherPast(work: Gathering, plan: BackTestPlan): Promise<GatheredPast> {
  await work.advance(0.02, 'figures')
  const kept = keepAlive(work, 0.02, 'figures')
  // Where nothing was changed since, the books as they stand are those of the day, and their figures may be there already.
  const knownOn = Object.values(plan.booksChange).some((changed) => changed > 0) ? plan.ask.asOf : null
  const months = {
    ...knownSpan(plan.past),
    basis: 'group',
    comparison: 'previous_year',
    rates: 'day',
    knownOn,
  } as const
  try {
    return await readWithFigures(work.area, work.system, {
      input: months,
      work: (scope, figures) => {
        kept.stop()
        return readPast(scope, { work, plan, figures })
      },
    })
  } finally {
    kept.stop()
  }
}

async function readPast(
  scope: ReadScope,
  ask: { readonly work: Gathering; readonly plan: BackTestPlan; readonly figures: FigureSet },
): Promise<GatheredPast> {
  const { work, plan, figures } = ask
  const { past } = plan
  const knownOn = await lastInvoiceDay(scope, figures.question.to)
  const evidence = await readEvidence(scope, ask, knownOn)
  const accountIds = evidence[0]?.accountIds ?? []
  const positionOf = new Map(accountIds.map((id, position) => [id, position]))
  const candidates = await readCandidates(scope, figures)
  const isCandidate = Uint8Array.from(accountIds, (id) => (candidates.has(id) ? 1 : 0))
  await work.advance(0.4, 'outcomes')
  const money = await loadPastMoney(scope, { past, figures, accounts: { count: accountIds.length, positionOf } })
  return {
    plan,
    currency: work.system.reportingCurrency,
    accountIds,
    knownOn,
    evidence: evidence.map((own) => onlyCandidates(own, isCandidate)),
    spend: money.spend.map((amount, account) => (isCandidate[account] === 1 ? amount : Number.NaN)),
    money,
    chosen: await readChosenBy(scope, plan.ask.asOf, { id: figures.id, knownOn: figures.question.knownOn }),
  }
}

async function readEvidence(
  scope: ReadScope,
  ask: { readonly work: Gathering; readonly plan: BackTestPlan; readonly figures: FigureSet },
  figuresKnownOn: string | null,
): Promise<readonly PastEvidence[]> {
  const { sets, ask: question } = ask.plan
  const evidence: PastEvidence[] = []
  for (const { content } of sets) {
    const before = evidence.length
    const wanted = { content, asOf: question.asOf, figures: figuresOf(ask.figures), figuresKnownOn }
    const pause = (share: number) => ask.work.advance(0.1 + (0.3 * (before + share)) / sets.length, 'evidence')
    evidence.push(await loadPastEvidence(scope, wanted, pause))
  }
  return evidence
}
