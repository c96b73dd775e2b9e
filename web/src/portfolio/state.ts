import * as z from 'zod/mini'
import { questionState } from '../economics/index.ts'
import { writeSearch } from '../kit/routing/use-url-state.ts'

const listed = z.optional(z.coerce.string())
const amount = z.optional(z.coerce.string().check(z.regex(/^-?\d+(\.\d+)?$/)))

export const PARTS = ['accounts', 'concentration', 'retention', 'cost-to-serve', 'inequality'] as const
export type Part = (typeof PARTS)[number]

/** Filters of the table; several values are joined by commas and mean "one of". */
export const filterState = z.object({
  query: listed,
  tiers: listed,
  outlooks: listed,
  segments: listed,
  countries: listed,
  units: listed,
  netRevenueFrom: amount,
  netRevenueTo: amount,
  scoreFrom: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(100))),
  losesMoney: z.optional(z.boolean()),
  buyingOnly: z._default(z.boolean(), true),
})
export type Filters = z.infer<typeof filterState>

/** What a saved view keeps: filters, order and columns, never the period. */
export const viewState = z.extend(filterState, {
  sort: z._default(z.string().check(z.regex(/^-?[a-z_]{1,40}$/)), 'rank'),
  columns: z.optional(z.string()),
})
export type ViewState = z.infer<typeof viewState>

/** Everything of the portfolio that stands in the address. */
export const portfolioState = z.extend(questionState, {
  ...viewState.shape,
  part: z._default(z.enum(PARTS), 'accounts'),
  view: z.optional(z.string()),
  /** Accounts of the loss simulation, joined by commas; the five largest without it. */
  lose: listed,
})
export type PortfolioState = z.infer<typeof portfolioState>

/** All filters taken off. */
export const NO_FILTERS: Filters = {
  query: undefined,
  tiers: undefined,
  outlooks: undefined,
  segments: undefined,
  countries: undefined,
  units: undefined,
  netRevenueFrom: undefined,
  netRevenueTo: undefined,
  scoreFrom: undefined,
  losesMoney: undefined,
  buyingOnly: true,
}

/** The filters in force for a request, without those that are off. A right to margins is needed to ask by losses. */
export function askedFilters(state: Filters, seesMargins: boolean) {
  const { buyingOnly, losesMoney, ...rest } = filterState.parse(state)
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''))
  return { ...(given as Partial<Filters>), buyingOnly, ...(losesMoney && seesMargins ? { losesMoney } : {}) }
}

export function listOf(joined: string | undefined): string[] {
  return joined === undefined || joined === '' ? [] : joined.split(',')
}

/** Adds a value to a joined list, or takes it out. */
export function toggleListed(joined: string | undefined, value: string): string | undefined {
  const values = listOf(joined)
  const next = values.includes(value) ? values.filter((known) => known !== value) : [...values, value]
  return next.length === 0 ? undefined : next.join(',')
}

/** How many filters narrow the table. */
export function filterCount(state: Filters): number {
  const { buyingOnly, ...rest } = state
  const narrowing = Object.keys(NO_FILTERS).filter((key) => {
    const value = rest[key as keyof typeof rest]
    return value !== undefined && value !== '' && value !== false
  })
  return narrowing.length + (buyingOnly ? 0 : 1)
}

/** The address of the portfolio in a changed state: period, filters, order and columns stay. */
export function portfolioQuery(state: PortfolioState, patch: Partial<PortfolioState>): string {
  const search = writeSearch(portfolioState, {}, { ...state, ...patch })
  return new URLSearchParams(Object.entries(search).map(([key, value]) => [key, String(value)])).toString()
}
