import type { programMeasure, programResult } from '@mainstay/contract/selection-program-result'
import { type Figure, insufficient } from '@mainstay/domain/kernel'
import {
  COLLABORATION_CLAIM,
  type Estimate,
  FEWEST_FOR_COLLABORATION,
  FEWEST_FOR_INTERVAL,
  PROGRAM_GROWTH_CLAIM,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import { presentFigure } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readReferences } from '../candidate-store.ts'
import { findRun, presentRun, readResult } from '../runs/run-store.ts'
import { presentSpan, spansAround } from './spans.ts'
import type { ProgramResultAsk, StoredMeasure, StoredProgramResult } from './stored-result.ts'

type Answer = z.infer<typeof programResult>
type MeasureAnswer = z.infer<typeof programMeasure>

const MONEY_DECIMALS = 4

/** The answer for one reader: names of those they may see; where they do not see all, nothing about a handful. */
export async function readProgramResult(scope: ReadScope, id: string): Promise<Answer> {
  const stored = await readResult<StoredProgramResult>(scope, 'program_result', id)
  const run = await findRun(scope, id)
  const ask = run.question as ProgramResultAsk
  const spans = spansAround(ask)
  const fewest = scope.actor.visibility === 'all' ? 0 : FEWEST_FOR_INTERVAL
  const measureOf = (measure: StoredMeasure['measure']) => {
    const found = stored.measures.find((one) => one.measure === measure)
    return found ? presentMeasure(found, fewest) : null
  }
  const { hasEarlier, keyAccounts, others, joinedLater, decidedAfterwards, matching, collaboration } = stored
  return {
    run: presentRun(run, scope.actor.id),
    since: ask.since,
    months: ask.months,
    currency: scope.actor.reportingCurrency,
    earlier: presentSpan(spans.earlier),
    hasEarlier,
    before: presentSpan(spans.before),
    after: presentSpan(spans.after),
    keyAccounts,
    others,
    joinedLater,
    decidedAfterwards,
    matching: { ...matching, balance: matching.balance.map((one) => ({ ...one })) },
    netRevenue: measureOf('net_revenue'),
    grossMargin: measureOf('gross_margin'),
    contribution: measureOf('contribution'),
    pairs: await namePairs(scope, stored.pairs),
    collaboration: {
      accounts: collaboration.accounts,
      fewest: FEWEST_FOR_COLLABORATION,
      meanShare: presentFigure(collaboration.meanShare),
      correlation: presentEstimate(collaboration.correlation),
    },
    benchmarks: [PROGRAM_GROWTH_CLAIM, COLLABORATION_CLAIM].map((claim) => ({ ...claim })),
  }
}

async function namePairs(scope: ReadScope, pairs: StoredProgramResult['pairs']): Promise<Answer['pairs']> {
  const names = await readReferences(scope, pairs.flat())
  return pairs.flatMap(([key, control]) => {
    const keyAccount = names.get(key)
    const other = names.get(control)
    return keyAccount && other ? [{ keyAccount, other }] : []
  })
}

function presentMeasure({ againstMatched, againstOwnTrend }: StoredMeasure, fewest: number): MeasureAnswer {
  const { picks, others, change, growth, typicalGrowth } = againstMatched
  const isTold = picks.accounts >= fewest
  const isTrendTold = againstOwnTrend.accounts >= fewest
  const told = (figure: Figure, isShown: boolean) => (isShown ? figure : insufficient('selection/too-few-for-interval'))
  return {
    againstMatched: {
      accounts: picks.accounts,
      keyGrowth: presentFigure(told(picks.growth, isTold)),
      otherGrowth: presentFigure(told(others.growth, isTold)),
      keyChange: presentMoneyFigure(told(picks.changePerAccount, isTold)),
      otherChange: presentMoneyFigure(told(others.changePerAccount, isTold)),
      change: { difference: presentMoneyEstimate(change.difference), verdict: change.verdict },
      growth: { difference: presentEstimate(growth.difference), verdict: growth.verdict },
      typicalGrowth: { difference: presentEstimate(typicalGrowth.difference), verdict: typicalGrowth.verdict },
    },
    againstOwnTrend: {
      accounts: againstOwnTrend.accounts,
      changeBefore: presentMoneyFigure(told(againstOwnTrend.changeBefore, isTrendTold)),
      changeAfter: presentMoneyFigure(told(againstOwnTrend.changeAfter, isTrendTold)),
      difference: presentMoneyEstimate(againstOwnTrend.difference),
      verdict: againstOwnTrend.verdict,
    },
  }
}

function presentMoneyFigure({ value, status, reasons }: Figure): MeasureAnswer['againstOwnTrend']['changeAfter'] {
  return { value: value === null ? null : value.toFixed(MONEY_DECIMALS), status, reasons: [...reasons] }
}

function presentEstimate({ value, status, reasons }: Figure<Estimate>): Answer['collaboration']['correlation'] {
  return { value: value && { ...value }, status, reasons: [...reasons] }
}

function presentMoneyEstimate({
  value,
  status,
  reasons,
}: Figure<Estimate>): MeasureAnswer['againstOwnTrend']['difference'] {
  const money = (amount: number) => amount.toFixed(MONEY_DECIMALS)
  const told = value && {
    value: money(value.value),
    low: money(value.low),
    high: money(value.high),
    level: value.level,
  }
  return { value: told, status, reasons: [...reasons] }
}
