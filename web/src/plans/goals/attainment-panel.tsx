import { periodLabel } from '@mainstay/domain/plans'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from './goals.module.css'
import { text } from './text.ts'
import { type GoalMeasure, type GoalPeriod, type GoalsPart, MEASURES, measureOf, type PeriodMeasure } from './types.ts'

const words = text.attainment
const IN_STEP = 1
const BEHIND = 0.9

/** What the ledger says to each goal so far: bar, share, and pace against time. */
export function AttainmentPanel({ part }: { readonly part: GoalsPart }) {
  const locale = useLocale()
  const withGoal = part.periods.filter((period) => MEASURES.some((measure) => measureOf(period, measure)?.goal))
  const until = part.ledgerUntil
  return (
    <Panel title={words.title} subtitle={until ? words.subtitle(formatDate(until, locale)) : words.noLedger}>
      {withGoal.length === 0 ? <p className={classes.muted}>{words.noGoal}</p> : null}
      {withGoal.map((period) => (
        <section key={period.number} className={classes.period}>
          <h3 className={classes.periodName}>
            {periodLabel(period)}
            <span className={classes.muted}>
              {' '}
              <PercentText fraction={period.elapsed} decimals={0} /> {words.elapsed}
            </span>
          </h3>
          {MEASURES.map((measure) => (
            <AttainmentRow key={measure} period={period} measure={measure} goal={measureOf(period, measure)} />
          ))}
        </section>
      ))}
    </Panel>
  )
}

function toneOf(pace: number | null): 'gain' | 'caution' | 'loss' | 'plain' {
  if (pace === null) return 'plain'
  if (pace >= IN_STEP) return 'gain'
  return pace >= BEHIND ? 'caution' : 'loss'
}

interface AttainmentRowProps {
  readonly period: GoalPeriod
  readonly measure: GoalMeasure
  readonly goal: PeriodMeasure | null
}

function AttainmentRow({ period, measure, goal }: AttainmentRowProps) {
  const locale = useLocale()
  if (goal === null || goal.goal === null) return null
  const { actual, shareOfGoal, pace } = goal.attainment
  const share = shareOfGoal.value ?? 0
  const width = `${Math.min(Math.max(share, 0), 1) * 100}%`
  const due = `${Math.min(period.elapsed.value ?? 0, 1) * 100}%`
  return (
    <div className={classes.attainment}>
      <span>{text.measures[measure]}</span>
      <span
        role="img"
        className={classes.track}
        aria-label={words.barLabel(text.measures[measure], formatPercent(share, { locale }))}
      >
        <span className={classes.bar} data-tone={toneOf(pace.value)} style={{ width }} />
        <span className={classes.due} style={{ left: due }} title={words.due} />
      </span>
      <span className={classes.numbers}>
        {actual.value === null ? (
          <>
            {words.goal} <MoneyText amount={goal.goal} /> · {reasonText(actual.reasons)}
          </>
        ) : (
          <>
            <MoneyText amount={actual} /> / <MoneyText amount={goal.goal} /> · <PercentText fraction={shareOfGoal} />{' '}
            {words.share} ·{' '}
            <span title={words.paceNote}>
              {words.pace} <NumberText value={pace} decimals={2} />
            </span>
          </>
        )}
      </span>
    </div>
  )
}
