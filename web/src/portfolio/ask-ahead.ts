import { accountOptions } from '../accounts/index.ts'
import { accessOf, sessionOptions } from '../client/index.ts'
import { accountEconomicsOptions, ledgerStateOptions } from '../economics/index.ts'
import type { PageAhead } from '../kit/routing/area-module.ts'
import { readSearch } from '../kit/routing/use-url-state.ts'
import { scoreOptions } from './account/account-queries.ts'
import { accountState } from './account/state.ts'
import {
  matrixOptions,
  portfolioListOptions,
  summaryOptions,
  tiersOptions,
  whaleOptions,
} from './api/portfolio-queries.ts'
import { viewsOptions } from './api/views.ts'
import { portfolioState } from './state.ts'

/** What the portfolio shows first: its figures, and table and pictures where they are the open part. */
export async function askPortfolio({ queryClient, search }: PageAhead): Promise<void> {
  const state = readSearch(portfolioState, search)
  const { isKnown, seesMargins } = accessOf(queryClient.getQueryData(sessionOptions().queryKey))
  if (!isKnown) return
  const asked = [queryClient.prefetchQuery(ledgerStateOptions()), queryClient.prefetchQuery(summaryOptions(state))]
  if (state.part === 'accounts') {
    if (seesMargins) asked.push(queryClient.prefetchQuery(whaleOptions(state, undefined)))
    asked.push(
      queryClient.prefetchInfiniteQuery(portfolioListOptions(state, seesMargins)),
      queryClient.prefetchQuery(matrixOptions(state)),
      queryClient.prefetchQuery(tiersOptions()),
      queryClient.prefetchQuery(viewsOptions()),
    )
  }
  await Promise.all(asked)
}

/** What the page of an account shows first: who it is, what it earns, how it scores. */
export async function askAccount({ queryClient, search, parameters }: PageAhead): Promise<void> {
  const { accountId } = parameters
  const { isKnown, may } = accessOf(queryClient.getQueryData(sessionOptions().queryKey))
  if (!isKnown || accountId === undefined) return
  const state = readSearch(accountState, search)
  const asked = [
    queryClient.prefetchQuery(accountOptions(accountId)),
    queryClient.prefetchQuery(accountEconomicsOptions(accountId, state)),
    queryClient.prefetchQuery(tiersOptions()),
  ]
  if (may('selection:read')) asked.push(queryClient.prefetchQuery(scoreOptions(accountId)))
  await Promise.all(asked)
}
