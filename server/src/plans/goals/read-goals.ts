import type { GoalMeasure, GoalPeriod, GoalsPart, PeriodMeasure } from '@mainstay/contract/plans-goals'
import type { CauseReference } from '@mainstay/contract/plans-objectives'
import {
  degraded,
  type Figure,
  firstDay,
  formatMonth,
  insufficient,
  lastDay,
  type Month,
  type MonthSpan,
  monthOfDate,
  notApplicable,
  spanEnding,
} from '@mainstay/domain/kernel'
import {
  type AmountsBelow,
  addSaid,
  attainment,
  bridgeToGoal,
  elapsedShare,
  fedValue,
  GOAL_MEASURES,
  type LedgerFacts,
  type PlannedAmount,
  type PlannedPart,
  rollUpAmounts,
  runRate,
} from '@mainstay/domain/plans'
import { amountOf, presentFigure, presentMoney, readLedgerMonths } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readLedgerFacts } from '../objectives/ledger-facts.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'
import { expectedOutsidePipeline } from '../white-space/read-white-space.ts'
import {
  type EntryRow,
  type GoalRow,
  presentEntry,
  readEntries,
  readEntryCauses,
  readGoals,
  readPeriods,
  type StoredPeriod,
} from './goal-store.ts'
import { isPartOfAccount, plansBelow } from './plans-below.ts'

type Money = bigint

/** What the ledger says to the goals of a plan. */
interface LedgerView {
  readonly until: string | null
  readonly runRateMonths: MonthSpan | null
  readonly value: (measure: GoalMeasure, span: MonthSpan) => Figure<Money>
}

interface OwnContent {
  readonly goals: readonly GoalRow[]
  readonly entries: readonly EntryRow[]
  readonly below: AmountsBelow
  readonly causes: ReadonlyMap<string, CauseReference>
}

const RUN_RATE_MONTHS = 12

/** Goals of a plan by period and measure, with those below, the bridge from today, and what the ledger says so far. */
export async function readGoalsPart(scope: ReadScope, plan: StoredPlan, today: string): Promise<GoalsPart> {
  const below = await plansBelow(scope, plan, 'goals')
  const ids = [plan.id, ...below.map(({ id }) => id)]
  const allPeriods = await readPeriods(scope, ids)
  const goals = await readGoals(scope, ids)
  const entries = await readEntries(scope, ids)
  const periods = allPeriods.filter(({ planId }) => planId === plan.id)
  const sums = rollUpAmounts(periods, plannedBelow(plan, { periods: allPeriods, goals, entries }))
  const ledger = await viewLedger(scope, plan, { periods, today })
  const isOwn = (row: { readonly plan_id: string }) => row.plan_id === plan.id
  const content: OwnContent = {
    goals: goals.filter(isOwn),
    entries: entries.filter(isOwn),
    below: sums,
    causes: await readEntryCauses(scope, [plan.id]),
  }
  return {
    currency: scope.actor.reportingCurrency,
    ledgerUntil: ledger.until,
    runRate: presentRunRate(ledger),
    periods: periods.map((period, index) => presentPeriod({ period, index }, content, ledger)),
    plansBelow: below.map(({ id, title, scope: unit }) => ({ id, title, scope: unit })),
    notCounted: presentNotCounted(sums, below),
    expectedWhiteSpace: await expectedOf(scope, plan),
  }
}

interface StoredContent {
  readonly periods: readonly StoredPeriod[]
  readonly goals: readonly GoalRow[]
  readonly entries: readonly EntryRow[]
}

function plannedBelow(plan: StoredPlan, { periods, goals, entries }: StoredContent): PlannedAmount[] {
  const spans = new Map(periods.map((period) => [`${period.planId} ${period.number}`, period]))
  const planned = (
    row: { readonly plan_id: string; readonly period: number; readonly measure: GoalMeasure },
    part: PlannedPart,
    amount: string | null,
  ): PlannedAmount[] => {
    const span = spans.get(`${row.plan_id} ${row.period}`)
    if (!span || amount === null || row.plan_id === plan.id) return []
    const { startsOn, endsOn } = span
    return [{ planId: row.plan_id, startsOn, endsOn, measure: row.measure, part, amount: amountOf(amount) }]
  }
  return [
    ...goals.flatMap((row) => planned(row, 'goal', row.amount)),
    // A base below is part of the one above: the ledger, or people, know the whole.
    ...entries.flatMap((row) => (row.kind === 'base' ? [] : planned(row, row.kind, row.amount))),
  ]
}

async function viewLedger(
  scope: ReadScope,
  plan: StoredPlan,
  ask: { readonly periods: readonly StoredPeriod[]; readonly today: string },
): Promise<LedgerView> {
  const known = await readLedgerMonths(scope)
  const [first] = ask.periods
  const isReady = known !== null && first !== undefined
  const from = isReady ? Math.min(monthOfDate(first.startsOn), known.last - RUN_RATE_MONTHS + 1) : 0
  const sources = new Set(GOAL_MEASURES)
  const facts = isReady ? await readLedgerFacts(scope, plan, { sources, from }) : null
  if (!facts || !known) return { until: null, runRateMonths: null, value: () => insufficient('plans/no-ledger') }
  const months = spanEnding(known.last, RUN_RATE_MONTHS)
  const isPart = await isPartOfAccount(scope, plan)
  return {
    until: earlier(facts.upTo, ask.today),
    runRateMonths: known.first <= months.from ? months : null,
    value: (measure, span) => (isPart ? notApplicable('plans/unit-not-in-ledger') : ledgerValue(measure, span, facts)),
  }
}

function earlier(day: string, other: string): string {
  if (day < other) return day
  return other
}

function ledgerValue(measure: GoalMeasure, span: MonthSpan, facts: LedgerFacts): Figure<Money> {
  return fedValue({ source: measure, productLine: null }, span, facts)
}

function presentRunRate(ledger: LedgerView): GoalsPart['runRate'] {
  const span = ledger.runRateMonths
  if (span === null) return null
  const amount = (measure: GoalMeasure) => presentFigure(ledger.value(measure, span)).value
  return {
    from: formatMonth(span.from),
    to: formatMonth(span.to),
    netRevenue: amount('net_revenue'),
    grossMargin: amount('gross_margin'),
    contribution: amount('contribution'),
  }
}

interface PlacedPeriod {
  readonly period: StoredPeriod
  readonly index: number
}

function presentPeriod(placed: PlacedPeriod, content: OwnContent, ledger: LedgerView): GoalPeriod {
  const { number, startsOn, endsOn } = placed.period
  const present = (measure: GoalMeasure) => presentMeasure({ ...placed, measure }, content, ledger)
  return {
    number,
    startsOn,
    endsOn,
    months: monthOfDate(endsOn) - monthOfDate(startsOn) + 1,
    elapsed: presentFigure(elapsedShare({ startsOn, endsOn }, ledger.until)),
    netRevenue: present('net_revenue'),
    grossMargin: present('gross_margin'),
    contribution: present('contribution'),
  }
}

const PARTS = ['committed_growth', 'pipeline', 'white_space'] as const

function presentMeasure(
  { period, index, measure }: PlacedPeriod & { readonly measure: GoalMeasure },
  content: OwnContent,
  ledger: LedgerView,
): PeriodMeasure {
  const row = content.goals.find((goal) => goal.period === period.number && goal.measure === measure)
  const own = row?.amount ? amountOf(row.amount) : null
  const below = content.below.below(index, measure, 'goal')
  const goal = addSaid(own, below)
  const entries = content.entries.filter((entry) => entry.period === period.number && entry.measure === measure)
  const span = { from: monthOfDate(period.startsOn), to: monthOfDate(period.endsOn) }
  const bridge = bridgeToGoal({
    goal,
    base: baseOf(measure, span, ledger),
    entries: [
      ...entries.map((entry) => ({ kind: entry.kind, amount: amountOf(entry.amount) })),
      ...PARTS.map((kind) => ({ kind, amount: content.below.below(index, measure, kind) ?? 0n })),
    ],
  })
  const reached = attainment({
    goal,
    actual: doubtCutMonths(period, ledger.value(measure, span)),
    elapsed: elapsedShare(period, ledger.until),
  })
  return {
    own: own === null ? null : presentMoney(own),
    version: row?.version ?? 0,
    below: below === null ? null : presentMoney(below),
    goal: goal === null ? null : presentMoney(goal),
    entries: entries.map((entry) => presentEntry(entry, content.causes.get(entry.id) ?? null)),
    bridge: {
      base: presentFigure(bridge.base),
      baseSource: bridge.baseSource,
      committedGrowth: presentMoney(bridge.committedGrowth),
      pipeline: presentMoney(bridge.pipeline),
      whiteSpace: presentMoney(bridge.whiteSpace),
      gap: presentFigure(bridge.gap),
    },
    attainment: {
      actual: presentFigure(reached.actual),
      shareOfGoal: presentFigure(reached.shareOfGoal),
      dueByNow: presentFigure(reached.dueByNow),
      pace: presentFigure(reached.pace),
    },
  }
}

function baseOf(measure: GoalMeasure, span: MonthSpan, ledger: LedgerView): Figure<Money> {
  if (ledger.until === null) return insufficient('plans/no-ledger')
  if (ledger.runRateMonths === null) return insufficient('plans/less-than-a-year')
  return runRate(ledger.value(measure, ledger.runRateMonths), span.to - span.from + 1)
}

/** The ledger is kept by months: a period that begins or ends within one is held against whole months, and says so. */
function doubtCutMonths(period: StoredPeriod, figure: Figure<Money>): Figure<Money> {
  const starts: Month = monthOfDate(period.startsOn)
  const ends: Month = monthOfDate(period.endsOn)
  const isWhole = period.startsOn === firstDay(starts) && period.endsOn === lastDay(ends)
  if (isWhole || figure.value === null) return figure
  return degraded(figure.value, ...figure.reasons, 'plans/period-cuts-months')
}

function presentNotCounted({ notCounted }: AmountsBelow, below: readonly StoredPlan[]): GoalsPart['notCounted'] {
  const byPeriod = new Map<string, GoalsPart['notCounted'][number]>()
  for (const { planId, startsOn, endsOn, measure } of notCounted) {
    const key = `${planId} ${startsOn}`
    const title = below.find(({ id }) => id === planId)?.title ?? ''
    const known = byPeriod.get(key) ?? { planId, title, startsOn, endsOn, measures: [] }
    if (!known.measures.includes(measure)) known.measures.push(measure)
    byPeriod.set(key, known)
  }
  return [...byPeriod.values()]
}

async function expectedOf(scope: ReadScope, plan: StoredPlan): Promise<GoalsPart['expectedWhiteSpace']> {
  const sections = await visibleSections(scope, plan)
  if (!sections.some((section) => section.part === 'white_space')) return null
  const { expectedRevenue, expectedMargin } = await expectedOutsidePipeline(scope, plan)
  if (expectedRevenue.value === null) return null
  return { netRevenue: expectedRevenue.value, grossMargin: expectedMargin?.value ?? null }
}
