import {
  collaborationBesideGrowth,
  type Matching,
  programResult,
  symmetricGrowthOf,
  typicalGrowthOf,
} from '@mainstay/domain/selection'
import type { RunKind } from '../runs/run-kind.ts'
import { type GatheredResult, gatherResult } from './gather.ts'
import { settleSpans } from './spans.ts'
import type { ProgramResultAsk, StoredMatching, StoredProgramResult } from './stored-result.ts'

const PAIRS_SHOWN = 500

/** What the program has brought: key accounts against matched others, and against their own trend. */
export const PROGRAM_RESULT_RUN: RunKind = {
  kind: 'program_result',
  keep: 50,
  answer: async ({ area, system, question, advance }) => {
    const ask = question as ProgramResultAsk
    await advance(0.05, 'reading')
    const { gathered, hasEarlier } = await area.useCases.read(system, async (scope) => {
      const spans = await settleSpans(scope, ask)
      return { gathered: await gatherResult(scope, ask.since, spans), hasEarlier: spans.hasEarlier }
    })
    await advance(0.5, 'comparing')
    return workOut(gathered, { seed: ask.seed, hasEarlier })
  },
}

function workOut(
  gathered: GatheredResult,
  { seed, hasEarlier }: { readonly seed: number; readonly hasEarlier: boolean },
): StoredProgramResult {
  const { accountIds, keyAccounts, others, spend, earlierSpend, outcomes } = gathered
  // Without the span before, accounts can be alike in spend only: the same trend for all leaves it out.
  const trend = hasEarlier
    ? spend.map((amount, account) => typicalGrowthOf(earlierSpend[account] ?? Number.NaN, amount))
    : new Float64Array(spend.length)
  const result = programResult({ keyAccounts, others, spend, trend, outcomes, setting: { seed } })
  const net = outcomes.find(({ measure }) => measure === 'net_revenue')
  const growth = net ? symmetricGrowthOf(net.before, net.after) : new Float64Array(spend.length).fill(Number.NaN)
  return {
    hasEarlier,
    keyAccounts: keyAccounts.length,
    others: others.length,
    joinedLater: gathered.joinedLater,
    decidedAfterwards: gathered.decidedAfterwards,
    matching: storedMatching(result.matching),
    measures: result.againstMatched.flatMap((againstMatched, index) => {
      const againstOwnTrend = result.againstOwnTrend[index]
      return againstOwnTrend ? [{ measure: againstMatched.measure, againstMatched, againstOwnTrend }] : []
    }),
    pairs: result.matching.pairs
      .slice(0, PAIRS_SHOWN)
      .map(({ treated, control }) => [accountIds[treated] ?? '', accountIds[control] ?? ''] as const),
    collaboration: collaborationBesideGrowth(gathered.shareOutsideSales, growth),
  }
}

function storedMatching({ pairs, unmatched, balance, isBalanced }: Matching): StoredMatching {
  const alone = unmatched.filter(({ reason }) => reason === 'selection/nobody-alike').length
  return { pairs: pairs.length, nobodyAlike: alone, unknown: unmatched.length - alone, balance, isBalanced }
}
