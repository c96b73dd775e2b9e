import {
  type AddOnShares,
  type ProfitabilityScorecard,
  profitabilityScorecards,
  type ScorecardInput,
} from '@mainstay/domain/selection'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActor, today } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readCurrentTiers } from '../scoring/book-cache.ts'
import { type CohortAccount, type CohortEvidence, cohortMark, loadCohort } from './cohort-store.ts'
import { findScheme, type ScorecardScheme } from './scheme.ts'

/** One account's scorecard with what stands beside it. */
export interface BookedScorecard extends Pick<CohortAccount, 'companies'> {
  readonly scorecard: ProfitabilityScorecard
  readonly breadth: ScorecardInput['breadth']
  readonly addOns: AddOnShares
  readonly tier: string | null
  /** Accounts it is held against, itself included. */
  readonly cohortSize: number
}

/** The scorecards of a workspace over all accounts. */
export interface ScorecardBook {
  readonly scheme: ScorecardScheme
  readonly asOf: string | null
  readonly byAccount: ReadonlyMap<string, BookedScorecard>
  /** Accounts that people scored, the widest gap first, those without one last. */
  readonly byGap: readonly string[]
}

const KEPT = 4
const caches = new WeakMap<AreaContext['pool'], Map<string, Promise<ScorecardBook>>>()

/**
 * The scorecards as the program itself sees them; they are worked out anew only when something they rest on has changed.
 * Opens its own reading: call it before, not inside, one's own.
 */
export async function loadScorecards(area: AreaContext, actor: Actor): Promise<ScorecardBook> {
  const system = systemActor({
    id: actor.workspaceId,
    slug: actor.workspaceSlug,
    reportingCurrency: actor.reportingCurrency,
  })
  const day = today(area)
  const mark = await area.useCases.read(system, (scope) => cohortMark(scope, day))
  const cache = caches.get(area.pool) ?? new Map<string, Promise<ScorecardBook>>()
  caches.set(area.pool, cache)
  const key = `${actor.workspaceId}:${mark}`
  const book = cache.get(key) ?? area.useCases.read(system, (scope) => buildBook(scope, day))
  cache.delete(key)
  cache.set(key, book)
  for (const oldest of cache.keys()) {
    if (cache.size <= KEPT) break
    cache.delete(oldest)
  }
  book.catch(() => cache.delete(key))
  return book
}

async function buildBook(scope: ReadScope, day: string): Promise<ScorecardBook> {
  const scheme = await findScheme(scope)
  const evidence = await loadCohort(scope, scheme)
  const tiers = await readCurrentTiers(scope, day)
  const tierOf = (accountId: string) => tiers.get(accountId)?.tier ?? null
  const cohorts = Map.groupBy(evidence.accounts, ({ accountId }) =>
    scheme.cohort === 'all' ? null : tierOf(accountId),
  )
  const byAccount = new Map<string, BookedScorecard>()
  for (const accounts of cohorts.values()) {
    const inputs = accounts.map((account) => inputOf(account, evidence, scheme))
    const scorecards = profitabilityScorecards(inputs, scheme.weights)
    scorecards.forEach((scorecard, index) => {
      const { breadth, addOns } = inputs[index] ?? { breadth: null, addOns: NO_ADD_ONS }
      const companies = accounts[index]?.companies ?? 1
      const { accountId } = scorecard
      const cohortSize = accounts.length
      byAccount.set(accountId, { scorecard, breadth, addOns, companies, tier: tierOf(accountId), cohortSize })
    })
  }
  return { scheme, asOf: evidence.figures?.lastDay ?? null, byAccount, byGap: orderByGap(byAccount) }
}

const NO_ADD_ONS: AddOnShares = { upsell: null, supportSubscriptions: null, renewals: null }

function inputOf(account: CohortAccount, evidence: CohortEvidence, scheme: ScorecardScheme): ScorecardInput {
  const { accountId, profit, productLines } = account
  return {
    accountId,
    profit,
    months: evidence.months,
    assigned: evidence.assigned.get(accountId) ?? [],
    breadth: evidence.productLines > 0 ? { bought: productLines, within: evidence.productLines } : null,
    values: evidence.values.get(accountId) ?? [],
    addOns: evidence.addOns.get(accountId) ?? nothingBought(scheme),
  }
}

/** Who bought none of what counts as an add-on has none of it; renewals are unknown, since there was nothing to renew. */
function nothingBought({ addOnLines }: ScorecardScheme): AddOnShares {
  return {
    upsell: addOnLines.upsell.length > 0 ? 0 : null,
    supportSubscriptions: addOnLines.supportSubscriptions.length > 0 ? 0 : null,
    renewals: null,
  }
}

function orderByGap(byAccount: ReadonlyMap<string, BookedScorecard>): string[] {
  const width = ({ scorecard }: BookedScorecard) =>
    scorecard.gap.points === null ? -1 : Math.abs(scorecard.gap.points)
  return [...byAccount.values()]
    .filter(({ scorecard }) => scorecard.assigned.count > 0)
    .sort((one, other) => width(other) - width(one))
    .map(({ scorecard }) => scorecard.accountId)
}
