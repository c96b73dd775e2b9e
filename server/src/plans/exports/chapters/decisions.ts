import type { PlanContent } from '@mainstay/contract/plans-content'
import type { GoalsPart } from '@mainstay/contract/plans-goals'
import { dayInWords } from '@mainstay/domain/kernel'
import { countOf, money } from '../figures.ts'
import type { Audience, Block, Cell } from '../plan-document.ts'
import { WORDS } from '../words.ts'
import { byDueDay, isLate } from './actions.ts'
import { periodNow } from './goals.ts'
import { figuresOf } from './objectives.ts'

type Question = readonly [decision: string, because: string]

/** What those at the table are asked: of our own people whatever keeps the plan from going on, of the customer their part. */
export function decisionBlocks(content: PlanContent, audience: Audience): Block[] {
  return audience === 'internal' ? ourDecisions(content) : askedOfCustomer(content)
}

const MOST_IN_DECK = 20

function ourDecisions(content: PlanContent): Block[] {
  const labels = new Map(content.header.periods.map(({ number, label }) => [number, label]))
  const questions = [
    ...(content.team && !content.team.hasAccountable
      ? [['Who answers for this plan?', 'Nobody is accountable.'] as const]
      : []),
    ...gapQuestion(content.goals, labels),
    ...objectiveQuestions(content),
    ...actionQuestions(content),
    ...reviewQuestions(content),
    ...swotQuestions(content),
  ]
  if (questions.length === 0) return []
  return [
    {
      kind: 'table',
      title: '',
      columns: [
        { title: 'Decision', kind: 'text', weight: 3 },
        { title: 'Because', kind: 'text', weight: 3 },
      ],
      rows: questions,
      empty: '',
      rowsInDeck: MOST_IN_DECK,
    },
  ]
}

function gapQuestion(goals: GoalsPart | null, labels: ReadonlyMap<number, string>): Question[] {
  const asked = (goals?.periods ?? []).filter((period) => period.netRevenue.goal !== null)
  const now = periodNow(asked.map((period) => ({ period })))?.period
  const gap = now?.netRevenue.bridge.gap.value ?? null
  if (!goals || !now || gap === null || Number(gap) <= 0) return []
  const amount = `${money(gap)} ${goals.currency}`
  return [
    [
      `Where are ${amount} of the goal of ${labels.get(now.number) ?? dayInWords(now.endsOn)} to come from?`,
      'No growth, pipeline or white space is named for them.',
    ],
  ]
}

function objectiveQuestions({ objectives }: PlanContent): Question[] {
  return (objectives?.objectives ?? []).flatMap((objective): Question[] => {
    if (objective.status !== 'open') return []
    const { title, owner } = objective
    const pace = figuresOf(objective)?.pace
    return [
      ...(owner === null || owner.hasLeft
        ? ([[`Who takes “${title}”?`, owner ? `${owner.name} has left.` : 'Nobody owns it.']] as const)
        : []),
      ...(pace === 'off_track'
        ? ([[`“${title}”: more effort, another way, or another target?`, 'It is off track.']] as const)
        : []),
    ]
  })
}

function actionQuestions({ actions }: PlanContent): Question[] {
  const open = (actions?.actions ?? []).filter(({ isOpen }) => isOpen)
  return [...open.filter(isLate), ...open.filter((action) => !isLate(action)).toSorted(byDueDay)].flatMap(
    (action): Question[] => {
      const { title, state, stateReason, defects } = action
      const faults = defects.map((defect) => WORDS.defect[defect]).join(', ')
      return [
        ...(state === 'blocked' ? ([[`Who clears the way for “${title}”?`, stateReason]] as const) : []),
        ...(faults === '' ? [] : ([[`Who does “${title}”, and by when?`, `${capital(faults)}.`]] as const)),
      ]
    },
  )
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function reviewQuestions({ actions }: PlanContent): Question[] {
  return (actions?.report.keyResults ?? [])
    .filter(({ asksForReview }) => asksForReview)
    .map(({ title, doneActions }) => [
      `Are these the right actions for “${title}”?`,
      `It has not moved, although ${countOf(doneActions, 'action')} for it ${doneActions === 1 ? 'is' : 'are'} done.`,
    ])
}

function swotQuestions({ swot }: PlanContent): Question[] {
  return (swot?.items ?? [])
    .filter(({ settled, marks }) => settled === null && marks.includes('high_without_action'))
    .map(({ text, kind }) => [
      `What do we do about “${text}”?`,
      `${WORDS.swotKind[kind]} of high grade without an action.`,
    ])
}

/** Actions of their own people, the next first. */
function askedOfCustomer({ actions }: PlanContent): Block[] {
  const theirs = (actions?.actions ?? [])
    .filter(({ isOpen, customerOwner, owner }) => isOpen && (customerOwner !== '' || owner?.kind === 'customer'))
    .toSorted(byDueDay)
  if (theirs.length === 0) return []
  return [
    {
      kind: 'table',
      title: '',
      columns: [
        { title: 'Action', kind: 'text', weight: 4 },
        { title: 'With', kind: 'text', weight: 2 },
        { title: 'Due', kind: 'date', weight: 1 },
      ],
      rows: theirs.map(({ title, customerOwner, owner, dueOn }): Cell[] => [
        title,
        customerOwner === '' ? (owner?.name ?? null) : customerOwner,
        dueOn === null ? null : { date: dueOn },
      ]),
      empty: '',
    },
  ]
}
