import type { GoalPeriod, GoalsPart, PeriodMeasure } from '@mainstay/contract/plans-goals'
import { dayInWords } from '@mainstay/domain/kernel'
import type { Audience, Block, BridgeBlock, Cell } from '../plan-document.ts'
import { WORDS } from '../words.ts'

type MeasureKey = 'netRevenue' | 'grossMargin' | 'contribution'
const MEASURES = [
  ['netRevenue', WORDS.measure.net_revenue],
  ['grossMargin', WORDS.measure.gross_margin],
  ['contribution', WORDS.measure.contribution],
] as const satisfies readonly (readonly [MeasureKey, string])[]

export function goalBlocks(goals: GoalsPart, labels: ReadonlyMap<number, string>, audience: Audience): Block[] {
  const shown = audience === 'customer' ? MEASURES.slice(0, 1) : MEASURES
  const blocks = shown.flatMap(([key, name]) => measureBlocks({ goals, labels, key, name, audience }))
  if (blocks.length === 0) return []
  if (audience === 'customer') return blocks
  return [...blocks, ...entryTable(goals, labels), ...notCounted(goals)]
}

interface MeasureQuestion {
  readonly goals: GoalsPart
  readonly labels: ReadonlyMap<number, string>
  readonly key: MeasureKey
  readonly name: string
  readonly audience: Audience
}

interface OfPeriod {
  readonly period: GoalPeriod
  readonly label: string
  readonly measure: PeriodMeasure
}

function measureBlocks({ goals, labels, key, name, audience }: MeasureQuestion): Block[] {
  const periods = goals.periods.flatMap((period): OfPeriod[] => {
    const measure = period[key]
    return measure && measure.goal !== null ? [{ period, label: labelOf(labels, period), measure }] : []
  })
  if (periods.length === 0) return []
  const title = `${name} in ${goals.currency}`
  const table = goalTable(title, periods, audience)
  const bars: Block = {
    kind: 'bars',
    title: `${name}: goal and ledger`,
    format: 'money',
    unit: goals.currency,
    categories: periods.map(({ label }) => label),
    series: [
      { name: 'Goal', values: periods.map(({ measure }) => amount(measure.goal)) },
      { name: 'Ledger so far', values: periods.map(({ measure }) => amount(measure.attainment.actual.value)) },
    ],
  }
  if (audience === 'customer') return [bars, table]
  const running = periodNow(periods)
  return [bars, ...(running ? bridgeOf(name, goals.currency, running) : []), table]
}

/** The period that a review is about: the first that is not over. */
export function periodNow<Of extends { readonly period: GoalPeriod }>(periods: readonly Of[]): Of | null {
  return periods.find(({ period }) => (period.elapsed.value ?? 0) < 1) ?? periods.at(-1) ?? null
}

function labelOf(labels: ReadonlyMap<number, string>, period: GoalPeriod): string {
  return labels.get(period.number) ?? `${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}`
}

/** A bridge needs both of its ends. */
function bridgeOf(name: string, currency: string, { label, measure }: OfPeriod): BridgeBlock[] {
  const { base, committedGrowth, pipeline, whiteSpace, gap } = measure.bridge
  if (base.value === null || gap.value === null || measure.goal === null) return []
  const amount = Number(gap.value)
  // A step of nothing is none.
  const step = (label: string, value: string) =>
    Number(value) === 0 ? [] : [{ label, amount: Number(value), kind: 'step' } as const]
  const total = (label: string, value: string) => ({ label, amount: Number(value), kind: 'total' }) as const
  return [
    {
      kind: 'bridge',
      title: `${name}: from today to ${label}`,
      unit: currency,
      steps: [
        total(measure.bridge.baseSource === 'ledger' ? 'Base (ledger)' : 'Base', base.value),
        ...step(WORDS.bridge.committed_growth, committedGrowth),
        ...step(WORDS.bridge.pipeline, pipeline),
        ...step(WORDS.bridge.white_space, whiteSpace),
        ...(amount === 0 ? [] : [{ label: amount < 0 ? 'More than the goal' : 'Gap', amount, kind: 'open' } as const]),
        total('Goal', measure.goal),
      ],
    },
  ]
}

function goalTable(title: string, periods: readonly OfPeriod[], audience: Audience): Block {
  const isInternal = audience === 'internal'
  const bridge = ['Base', 'Committed growth', 'Pipeline', 'White space', 'Gap'].map(
    (name) => ({ title: name, kind: 'money', weight: 1.2 }) as const,
  )
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Period', kind: 'text', weight: 1.6 },
      { title: 'Goal', kind: 'money', weight: 1.2 },
      ...(isInternal ? bridge : []),
      { title: 'Ledger so far', kind: 'money', weight: 1.2 },
      { title: 'Of goal', kind: 'percent', weight: 0.9 },
      ...(isInternal ? ([{ title: 'Pace', kind: 'percent', weight: 0.9 }] as const) : []),
    ],
    rows: periods.map(({ label, measure }) => [
      label,
      decimal(measure.goal),
      ...(isInternal ? bridgeCells(measure) : []),
      decimal(measure.attainment.actual.value),
      measure.attainment.shareOfGoal.value,
      ...(isInternal ? [measure.attainment.pace.value] : []),
    ]),
    empty: '',
  }
}

function bridgeCells({ bridge }: PeriodMeasure): Cell[] {
  return [bridge.base.value, bridge.committedGrowth, bridge.pipeline, bridge.whiteSpace, bridge.gap.value].map(decimal)
}

function entryTable(goals: GoalsPart, labels: ReadonlyMap<number, string>): Block[] {
  const rows = goals.periods.flatMap((period) =>
    MEASURES.flatMap(([key, name]) =>
      (period[key]?.entries ?? []).map((entry): Cell[] => [
        labelOf(labels, period),
        name,
        WORDS.bridge[entry.kind],
        { decimal: entry.amount },
        entry.note,
        entry.source,
        entry.authorName,
      ]),
    ),
  )
  if (rows.length === 0) return []
  return [
    {
      kind: 'table',
      title: `What leads to the goals, in ${goals.currency}`,
      columns: [
        { title: 'Period', kind: 'text', weight: 1.4 },
        { title: 'Measure', kind: 'text', weight: 1.2 },
        { title: 'Kind', kind: 'text', weight: 1.3 },
        { title: 'Amount', kind: 'money', weight: 1.2 },
        { title: 'Note', kind: 'text', weight: 3 },
        { title: 'Source', kind: 'text', weight: 2 },
        { title: 'Author', kind: 'text', weight: 1.3 },
      ],
      rows,
      empty: '',
    },
  ]
}

function notCounted(goals: GoalsPart): Block[] {
  if (goals.notCounted.length === 0) return []
  const sentences = goals.notCounted.map(
    ({ title, startsOn, endsOn }) =>
      `Goals of ${title} for ${dayInWords(startsOn)} to ${dayInWords(endsOn)} are in no sum: that time does not lie within one period of this plan.`,
  )
  return [{ kind: 'text', title: 'Not counted', paragraphs: sentences }]
}

function decimal(value: string | null): Cell {
  return value === null ? null : { decimal: value }
}

function amount(value: string | null): number | null {
  return value === null ? null : Number(value)
}
