import { periodLabel } from '@mainstay/domain/plans'
import { Button, SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type PaintStep, StepChart } from '../../kit/charts/step-chart.tsx'
import type { Step } from '../../kit/charts/steps.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { plainAmount } from '../shared/read-amount.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { useEntryRemoval } from './api/goal-changes.ts'
import { EntryDialog, type EntryDialogProps } from './entry-dialog.tsx'
import classes from './goals.module.css'
import { text } from './text.ts'
import {
  type BridgeEntry,
  type GoalMeasure,
  type GoalPeriod,
  type GoalsPart,
  MEASURES,
  measureOf,
  type PeriodMeasure,
} from './types.ts'

const words = text.bridge

export interface BridgePanelProps {
  readonly planId: string
  readonly part: GoalsPart
  readonly mayWrite: boolean
}

/** From what the customer brings today to the goal: chart, entries, and what is still without a source. */
export function BridgePanel({ planId, part, mayWrite }: BridgePanelProps) {
  const [number, setNumber] = useState(part.periods[0]?.number ?? 0)
  const [measure, setMeasure] = useState<GoalMeasure>('net_revenue')
  const [editing, setEditing] = useState<Pick<EntryDialogProps, 'entry' | 'first'> | null>(null)
  const period = part.periods.find((one) => one.number === number) ?? part.periods[0]
  const goal = period ? measureOf(period, measure) : null
  if (!period || !goal) return null
  return (
    <>
      <BridgePicture part={part} goal={goal} title={`${words.title} · ${text.measures[measure]}`} />
      <Panel
        title={words.list}
        actions={mayWrite ? <QuietButton onClick={() => setEditing({})}>{words.add}</QuietButton> : null}
      >
        <div className={classes.choices}>
          <PeriodSelect part={part} value={period.number} onChange={setNumber} />
          <SegmentedControl
            size="xs"
            aria-label={words.chooseMeasure}
            value={measure}
            data={MEASURES.filter((one) => measureOf(period, one) !== null).map((value) => ({
              value,
              label: text.measures[value],
            }))}
            onChange={(value) => setMeasure(MEASURES.find((one) => one === value) ?? 'net_revenue')}
          />
        </div>
        <GapSentence part={part} goal={goal} />
        <ExpectedOffer
          part={part}
          measure={measure}
          mayWrite={mayWrite}
          onTake={(amount) =>
            setEditing({ first: { kind: 'white_space', amount, note: '', source: words.expectedSource } })
          }
        />
        <EntryTable planId={planId} goal={goal} mayWrite={mayWrite} onChange={(entry) => setEditing({ entry })} />
      </Panel>
      {editing ? (
        <EntryDialog
          planId={planId}
          currency={part.currency}
          place={{ period: period.number, measure }}
          hasBase={goal.entries.some(({ kind }) => kind === 'base')}
          onClose={() => setEditing(null)}
          {...editing}
        />
      ) : null}
    </>
  )
}

interface PeriodSelectProps {
  readonly part: GoalsPart
  readonly value: number
  readonly onChange: (number: number) => void
}

function PeriodSelect({ part, value, onChange }: PeriodSelectProps) {
  return (
    <Select
      size="xs"
      aria-label={words.choosePeriod}
      allowDeselect={false}
      className={classes.periodSelect}
      data={part.periods.map((period: GoalPeriod) => ({
        value: String(period.number),
        label: periodLabel(period),
      }))}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}

/** Bars from the base to the goal; without a gap the way ends where it is known to. */
function stepsOf(goal: PeriodMeasure): Step[] {
  const { base, baseSource, committedGrowth, pipeline, whiteSpace, gap } = goal.bridge
  const change = (id: string, label: string, amount: string): Step => ({
    id,
    label,
    amount: Number(amount),
    kind: 'change',
  })
  if (base.value === null) return []
  return [
    { id: 'base', label: words.base[baseSource], amount: Number(base.value), kind: 'total' },
    change('committed_growth', words.kinds.committed_growth, committedGrowth),
    change('pipeline', words.kinds.pipeline, pipeline),
    change('white_space', words.kinds.white_space, whiteSpace),
    ...(gap.value === null ? [] : [change('gap', words.gap, gap.value)]),
    ...(goal.goal === null
      ? []
      : [{ id: 'goal', label: words.goal, amount: Number(goal.goal), kind: 'total' as const }]),
  ]
}

/** What is still without a source is no gain. */
const paintStep: PaintStep = (step, tokens) => {
  if (step.kind === 'total') return tokens['bar-strong']
  if (step.amount < 0) return step.id === 'gap' ? tokens.gain : tokens.loss
  return step.id === 'gap' ? tokens.caution : tokens.gain
}

interface BridgePictureProps {
  readonly part: GoalsPart
  readonly goal: PeriodMeasure
  readonly title: string
}

function BridgePicture({ part, goal, title }: BridgePictureProps) {
  const locale = useLocale()
  const steps = useMemo(() => stepsOf(goal), [goal])
  const { base } = goal.bridge
  const runRate = part.runRate
    ? words.baseNote(...monthsOf(part.runRate.from, part.runRate.to, locale))
    : words.noRunRate
  const note = base.value === null ? reasonText(base.reasons) : runRate
  if (steps.length === 0) {
    return (
      <Panel title={title}>
        <p className={classes.muted}>{note}</p>
      </Panel>
    )
  }
  return <StepChart paint={paintStep} title={title} subtitle={note} steps={steps} currency={part.currency} />
}

function monthsOf(from: string, to: string, locale: string | undefined): [string, string] {
  return [formatMonthSpan(from, from, locale), formatMonthSpan(to, to, locale)]
}

function GapSentence({ part, goal }: Pick<BridgePictureProps, 'part' | 'goal'>) {
  const locale = useLocale()
  const { gap } = goal.bridge
  const write = (amount: number) => formatMoneyCompact(amount, { locale, currency: part.currency })
  const amount = Number(gap.value ?? 0)
  if (gap.value === null) {
    return (
      <p className={classes.muted}>
        {words.gapUnknown} {reasonText(gap.reasons)}
      </p>
    )
  }
  return (
    <p>
      {amount > 0 ? words.gapNow(write(amount)) : words.gapClosed(write(-amount))}
      {part.plansBelow.length > 0 ? ` ${words.withBelow}` : ''}
    </p>
  )
}

interface ExpectedOfferProps {
  readonly part: GoalsPart
  readonly measure: GoalMeasure
  readonly mayWrite: boolean
  readonly onTake: (amount: string) => void
}

function ExpectedOffer({ part, measure, mayWrite, onTake }: ExpectedOfferProps) {
  const locale = useLocale()
  const expected = part.expectedWhiteSpace
  const amounts = { net_revenue: expected?.netRevenue, gross_margin: expected?.grossMargin, contribution: null }
  const amount = amounts[measure]
  if (!amount || Number(amount) === 0) return null
  return (
    <p className={classes.muted}>
      {words.expected(formatMoneyCompact(amount, { locale, currency: part.currency }))}{' '}
      {mayWrite ? <QuietButton onClick={() => onTake(plainAmount(amount))}>{words.takeOver}</QuietButton> : null}
    </p>
  )
}

interface EntryTableProps {
  readonly planId: string
  readonly goal: PeriodMeasure
  readonly mayWrite: boolean
  readonly onChange: (entry: BridgeEntry) => void
}

function EntryTable({ planId, goal, mayWrite, onChange }: EntryTableProps) {
  const { remove, restore } = useEntryRemoval(planId)
  const takeOut = (entry: BridgeEntry) =>
    tellAfter(remove.mutateAsync(entry), {
      onSuccess: ({ id, version }) =>
        showUndo({
          message: words.removed(words.kinds[entry.kind]),
          undo: () => restore.mutateAsync({ id, version }),
        }),
    })
  if (goal.entries.length === 0) {
    return (
      <p className={classes.muted}>
        <b>{words.empty}.</b> {words.emptySentence}
      </p>
    )
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.entries}>
        <thead>
          <tr>
            <th scope="col">{words.columns.kind}</th>
            <th scope="col" data-align="end">
              {words.columns.amount}
            </th>
            <th scope="col">{words.columns.note}</th>
            <th scope="col">{words.columns.source}</th>
            <th scope="col">{words.columns.who}</th>
            {mayWrite ? <th scope="col">{words.columns.deeds}</th> : null}
          </tr>
        </thead>
        <tbody>
          {goal.entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">{words.kinds[entry.kind]}</th>
              <td data-align="end">
                <MoneyText amount={entry.amount} form="full" />
              </td>
              <td>{entry.note}</td>
              <td>{entry.source}</td>
              <td>
                {entry.authorName}, <DateText value={entry.updatedAt} />
              </td>
              {mayWrite ? (
                <td className={classes.deeds}>
                  <Button
                    size="compact-xs"
                    aria-label={words.changeOne(words.kinds[entry.kind])}
                    onClick={() => onChange(entry)}
                  >
                    {words.change}
                  </Button>
                  <Button
                    size="compact-xs"
                    aria-label={words.removeOne(words.kinds[entry.kind])}
                    onClick={() => takeOut(entry)}
                  >
                    {words.remove}
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
