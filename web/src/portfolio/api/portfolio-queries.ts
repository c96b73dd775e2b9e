import type { lossSimulation, portfolioRow, whaleCurve } from '@mainstay/contract/portfolio'
import { keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'
import { api, doorPath, inWorkspace } from '../../client/index.ts'
import { askedQuestion, type Question } from '../../economics/index.ts'
import { askedFilters, type Filters, type PortfolioState } from '../state.ts'

export type PortfolioRow = z.infer<typeof portfolioRow>
export type WhaleCurve = z.infer<typeof whaleCurve>
export type LossSimulation = z.infer<typeof lossSimulation>
export type Measure = WhaleCurve['measure']

const PAGE = 100
const BUBBLES = 90
const COSTLY = 15

const kept = { placeholderData: keepPreviousData }

export function summaryOptions(question: Question) {
  return { ...api.portfolio.summary.queryOptions({ input: inWorkspace(askedQuestion(question)) }), ...kept }
}

export function portfolioListOptions(state: PortfolioState, seesMargins: boolean) {
  const filters = askedFilters(state, seesMargins)
  return api.portfolio.listAccounts.infiniteOptions({
    input: (cursor: string | undefined) =>
      inWorkspace({
        ...askedQuestion(state),
        ...definedFilters(filters),
        sort: state.sort,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** The accounts that cost most to serve, those that bought nothing among them; for people who see margins. */
export function costlyAccountsOptions(question: Question) {
  const input = inWorkspace({
    ...askedQuestion(question),
    buyingOnly: false,
    sort: '-cost_to_serve' as const,
    limit: COSTLY,
  })
  return { ...api.portfolio.listAccounts.queryOptions({ input }), ...kept }
}

type Given<Source> = { [Key in keyof Source]?: Exclude<Source[Key], undefined> }

function definedFilters(filters: Partial<Filters>): Given<Filters> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Given<Filters>
}

/** Address of the file with all matching accounts, in the order and under the filters in view. */
export function portfolioFileHref(state: PortfolioState, seesMargins: boolean, form: 'csv' | 'xlsx'): string {
  const filters = definedFilters(askedFilters(state, seesMargins))
  const asked = { format: form, ...askedQuestion(state), ...filters, sort: state.sort }
  const query = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)]))
  return `${doorPath('portfolio/accounts/export')}?${query.toString()}`
}

export function whaleOptions(question: Question, measure: Measure | undefined) {
  const asked = inWorkspace({ ...askedQuestion(question), ...(measure === undefined ? {} : { measure }) })
  return { ...api.portfolio.whaleCurve.queryOptions({ input: asked }), ...kept }
}

export function matrixOptions(question: Question) {
  const input = inWorkspace({ ...askedQuestion(question), limit: BUBBLES })
  return { ...api.portfolio.matrix.queryOptions({ input }), ...kept }
}

export function concentrationOptions(question: Question) {
  return { ...api.portfolio.concentration.queryOptions({ input: inWorkspace(askedQuestion(question)) }), ...kept }
}

export function retentionOptions(question: Question) {
  return { ...api.portfolio.retention.queryOptions({ input: inWorkspace(askedQuestion(question)) }), ...kept }
}

/** Address of the file with every lost account, not just those named on the page. */
export function lostFileHref(question: Question, format: 'csv' | 'xlsx'): string {
  const asked = { format, ...askedQuestion(question) }
  const query = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)]))
  return `${doorPath('portfolio/lost-accounts/export')}?${query.toString()}`
}

export function lorenzOptions(question: Question) {
  return { ...api.portfolio.lorenz.queryOptions({ input: inWorkspace(askedQuestion(question)) }), ...kept }
}

/** What remains when these accounts go; nothing is stored. */
export function lossOptions(question: Question, accountIds: readonly string[]) {
  const input = inWorkspace({ ...askedQuestion(question), accountIds: [...accountIds] })
  return {
    ...api.portfolio.simulateLoss.queryOptions({ input }),
    ...kept,
    enabled: accountIds.length > 0,
  }
}

/** Tiers in their order, for badges and filters. */
export function tiersOptions() {
  return { ...api.selection.readTiers.queryOptions({ input: inWorkspace({}) }), staleTime: 60_000 }
}
