import type { PlanContent } from '@mainstay/contract/plans-content'
import type { GoalsPart } from '@mainstay/contract/plans-goals'
import { countOf, money, percent } from '../figures.ts'
import type { Audience, KeyFigure, Tone } from '../plan-document.ts'
import { isLate } from './actions.ts'
import { periodNow } from './goals.ts'
import { figuresOf } from './objectives.ts'
import { isDoubtful } from './statements.ts'

/** How the plan stands, in a figure for each of its parts that has one. */
export function lookFigures(content: PlanContent, audience: Audience): KeyFigure[] {
  const labels = new Map(content.header.periods.map(({ number, label }) => [number, label]))
  return [
    ...goalFigure(content.goals, labels),
    ...objectiveFigure(content),
    ...actionFigure(content, audience),
    ...(audience === 'internal' ? [...walletFigure(content), ...writtenFigure(content)] : []),
  ]
}

/** In step with the time or nearly so; the same slack as for objectives. */
function toneOfPace(pace: number | null): Tone | null {
  if (pace === null) return null
  if (pace >= 0.9) return 'good'
  return pace >= 0.75 ? 'warn' : 'bad'
}

function goalFigure(goals: GoalsPart | null, labels: ReadonlyMap<number, string>): KeyFigure[] {
  const asked = (goals?.periods ?? []).flatMap((period) =>
    period.netRevenue.goal === null ? [] : [{ period, measure: period.netRevenue, goal: period.netRevenue.goal }],
  )
  const now = periodNow(asked)
  if (!goals || !now) return []
  const { actual, shareOfGoal, pace } = now.measure.attainment
  const note =
    actual.value === null
      ? `goal ${money(now.goal)} ${goals.currency}`
      : `${money(actual.value)} of ${money(now.goal)} ${goals.currency}${pace.value === null ? '' : `, ${percent(pace.value)} of what is due by now`}`
  return [
    {
      label: `Net revenue ${labels.get(now.period.number) ?? ''}`.trim(),
      value: shareOfGoal.value === null ? unmeasured(shareOfGoal.reasons) : `${percent(shareOfGoal.value)} of goal`,
      note,
      tone: toneOfPace(pace.value),
    },
  ]
}

/** The calendar may have begun the period long before the first invoice of it is in the ledger. */
function unmeasured(reasons: readonly string[]): string {
  return reasons.includes('plans/period-not-begun') ? 'not measured yet' : 'unknown'
}

function objectiveFigure({ objectives }: PlanContent): KeyFigure[] {
  const open = (objectives?.objectives ?? []).filter(({ status }) => status === 'open')
  if (open.length === 0) return []
  const count = (pace: string) => open.filter((objective) => figuresOf(objective)?.pace === pace).length
  const [good, risk, off] = [count('on_track'), count('at_risk'), count('off_track')]
  const rest = open.length - good - risk - off
  const note = [
    ...(risk > 0 ? [`${risk} at risk`] : []),
    ...(off > 0 ? [`${off} off track`] : []),
    ...(rest > 0 ? [`${rest} without a grade`] : []),
  ]
  return [
    {
      label: 'Objectives',
      value: `${good} of ${open.length} on track`,
      note: note.join(', '),
      tone: off > 0 ? 'bad' : risk > 0 ? 'warn' : rest > 0 ? null : 'good',
    },
  ]
}

const LACKING: ReadonlySet<string> = new Set(['no_owner', 'no_due_date'])

function actionFigure({ actions }: PlanContent, audience: Audience): KeyFigure[] {
  const counted = (actions?.actions ?? []).filter(({ state }) => state !== 'dropped')
  if (counted.length === 0) return []
  const done = counted.filter(({ state }) => state === 'done').length
  const value = `${done} of ${counted.length} done`
  if (audience === 'customer') return [{ label: 'Actions', value, note: '', tone: null }]
  const late = counted.filter(isLate).length
  const blocked = counted.filter(({ state }) => state === 'blocked').length
  const open = counted.filter(({ isOpen }) => isOpen)
  const lacking = open.filter(({ defects }) => defects.some((defect) => LACKING.has(defect))).length
  const wrong = open.filter(({ defects }) => defects.some((defect) => !LACKING.has(defect))).length
  const faulty = lacking + wrong
  const note = [
    ...(late > 0 ? [`${late} late`] : []),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(lacking > 0 ? [`${lacking} without owner or date`] : []),
    ...(wrong > 0 ? [`${wrong} with an owner who left or days that cannot be`] : []),
  ]
  const tone = late + blocked > 0 ? 'bad' : faulty > 0 ? 'warn' : 'good'
  return [{ label: 'Actions', value, note: note.length > 0 ? note.join(', ') : 'nothing is late', tone }]
}

function walletFigure({ whiteSpace }: PlanContent): KeyFigure[] {
  if (!whiteSpace) return []
  const { shareOfWallet, penetration, expectedRevenue, unknown } = whiteSpace.totals
  const open =
    expectedRevenue.value === null
      ? ''
      : `${money(expectedRevenue.value)} ${whiteSpace.currency} a year expected from the rest`
  // Cells that nobody has judged are no part of penetration, and a new plan has many.
  const unjudged = unknown === 0 ? '' : `${countOf(unknown, 'cell')} not judged yet`
  if (shareOfWallet.base.value !== null)
    return [{ label: 'Share of wallet', value: percent(shareOfWallet.base.value), note: open, tone: null }]
  return penetration.value === null
    ? []
    : [
        {
          label: 'Penetration',
          value: percent(penetration.value),
          note: [open, unjudged].filter((part) => part !== '').join(', '),
          tone: null,
        },
      ]
}

/** How far the plan is written and how fresh it is says nothing of how the account does. */
function writtenFigure({ statements }: PlanContent): KeyFigure[] {
  if (!statements || statements.completeness.share === null) return []
  const doubtful = statements.sections.flatMap(({ values, statements: own }) => [...values, ...own].filter(isDoubtful))
  return [
    {
      label: 'Plan written',
      value: percent(statements.completeness.share),
      note: doubtful.length === 0 ? 'nothing is doubtful' : `${countOf(doubtful.length, 'statement')} doubtful`,
      tone: doubtful.length > 0 ? 'warn' : null,
    },
  ]
}
