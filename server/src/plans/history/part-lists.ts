import type { PlanHeader } from '@mainstay/contract/plans'
import type { ActionsPart } from '@mainstay/contract/plans-actions'
import type { BuyingPart, Purchase } from '@mainstay/contract/plans-buying'
import type { GoalPeriod, GoalsPart, PeriodMeasure } from '@mainstay/contract/plans-goals'
import type { ObjectivesPart } from '@mainstay/contract/plans-objectives'
import type { PlanStatement, StatementsPart } from '@mainstay/contract/plans-statements'
import type { SwotPart } from '@mainstay/contract/plans-swot'
import type { TeamPart } from '@mainstay/contract/plans-team'
import type { TextsPart } from '@mainstay/contract/plans-texts'
import type { WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import { type PlanList, type PlanListField, type PlanListItem, periodLabel } from '@mainstay/domain/plans'
import { WORDS } from '../exports/words.ts'
import { isWritten, plainLines } from '../texts/text-words.ts'

export interface MarginSight {
  readonly seesMargins: boolean
}

export type Values = Readonly<Record<string, readonly [label: string, value: string | null]>>

export function item(id: string, label: string, values: Values): PlanListItem {
  const fields = Object.entries(values).map(
    ([key, [fieldLabel, value]]): PlanListField => ({
      key,
      label: fieldLabel,
      value,
    }),
  )
  return { id, label, fields }
}

const EXCERPT_CHARACTERS = 70

function excerpt(content: string): string {
  const line = [...content.replaceAll(/\s+/g, ' ').trim()]
  return line.length > EXCERPT_CHARACTERS ? `${line.slice(0, EXCERPT_CHARACTERS).join('')}…` : line.join('')
}

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')

/** An exact amount with groups of digits; decimals only where there are some. */
export function amountText(amount: string | null, currency: string): string | null {
  if (amount === null) return null
  const [whole = '', decimals = ''] = amount.split('.')
  const rest = decimals.replace(/0+$/, '')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest === '' ? '' : `.${rest}`} ${currency}`
}

export function shareText(share: number | null): string | null {
  return share === null ? null : `${Math.round(share * 1_000) / 10} %`
}

export function planItselfList(header: PlanHeader): PlanList {
  const values: Values = {
    title: ['title', header.title],
    scope: ['unit or region', header.scope],
    status: ['status', header.status],
    periods: ['periods', header.periods.map(({ label }) => label).join(', ')],
    sections: ['sections', header.sections.map(({ title }) => title).join(', ')],
  }
  return { key: 'plan', title: 'Plan', noun: 'plan', items: [item('plan', header.title, values)] }
}

function statementValues(statement: PlanStatement): Values {
  return {
    content: ['content', statement.content],
    isConfirmed: ['confirmed', yesOrNo(statement.isConfirmed)],
    source: ['source', statement.source],
    asOf: ['as of', statement.asOf],
  }
}

/** One list for each section, under its title. */
export function statementLists({ sections }: StatementsPart): PlanList[] {
  return sections.map(({ section, values, statements }) => ({
    key: `statements:${section.key}`,
    title: section.title,
    noun: 'statement',
    items: [
      ...values.map((value) => {
        const field = section.fields.find(({ key }) => key === value.fieldKey)
        const label = field?.label ?? value.fieldKey ?? ''
        return item(`field:${value.fieldKey}`, label, statementValues(value))
      }),
      ...statements.map((each) => item(each.id, excerpt(each.content), statementValues(each))),
    ],
  }))
}

export function teamList({ people }: TeamPart): PlanList {
  const items = people.map((person) =>
    item(person.id, person.name, {
      name: ['name', person.name],
      side: ['side', WORDS.side[person.side]],
      function: ['function', person.function],
      duty: ['duty', WORDS.duty[person.duty]],
      task: ['task', person.task],
      isInner: ['inner team', yesOrNo(person.isInner)],
    }),
  )
  return { key: 'team', title: 'Team', noun: 'member of the team', items }
}

export function swotList({ items }: SwotPart): PlanList {
  return {
    key: 'swot',
    title: 'SWOT',
    noun: 'SWOT item',
    items: items.map((each) =>
      item(each.id, excerpt(each.text), {
        text: ['text', each.text],
        kind: ['kind', WORDS.swotKind[each.kind]],
        viewpoint: ['viewpoint', WORDS.swotViewpoint[each.viewpoint]],
        evidence: ['evidence', each.evidence],
        evidenceOn: ['date of the evidence', each.evidenceOn],
        saidBy: ['person who said it', each.saidBy],
        impact: ['impact', each.impact === null ? null : (WORDS.judgement[each.impact] ?? null)],
        confidence: ['confidence', each.confidence === null ? null : (WORDS.judgement[each.confidence] ?? null)],
        settled: ['settled because', each.settled?.reason ?? null],
      }),
    ),
  }
}

export function objectiveList({ objectives }: ObjectivesPart, { seesMargins }: MarginSight): PlanList {
  const items = objectives.map((objective) => {
    const figures = objective.figures ?? (seesMargins ? objective.marginFigures : null)
    return item(objective.id, objective.title, {
      title: ['title', objective.title],
      why: ['why', objective.why],
      ambition: ['ambition', WORDS.ambition[objective.ambition]],
      owner: ['owner', objective.owner?.name ?? null],
      startsOn: ['start', objective.startsOn],
      endsOn: ['end', objective.endsOn],
      status: ['status', WORDS.objectiveStatus[objective.status]],
      ending: ['reason of the end', objective.ending?.reason ?? null],
      grade: ['grade', gradeText(figures?.grade ?? null)],
    })
  })
  return { key: 'objectives', title: 'Objectives', noun: 'objective', items }
}

function gradeText(grade: number | null): string | null {
  return grade === null ? null : grade.toFixed(2)
}

export function keyResultList({ objectives }: ObjectivesPart, { seesMargins }: MarginSight): PlanList {
  const items = objectives.flatMap((objective) =>
    objective.keyResults.map((result) => {
      const figures = result.figures ?? (seesMargins ? result.marginFigures : null)
      return item(result.id, result.title, {
        title: ['title', result.title],
        objective: ['objective', objective.title],
        ambition: ['ambition', WORDS.ambition[result.ambition]],
        unit: ['unit', result.unit],
        weight: ['weight', String(result.weight)],
        start: ['start', figures?.start ?? null],
        target: ['target', figures?.target ?? null],
        latest: ['latest value', figures?.latest?.value ?? null],
        grade: ['grade', gradeText(figures?.grade ?? null)],
      })
    }),
  )
  return { key: 'key_results', title: 'Key results', noun: 'key result', items }
}

export function actionList(
  { actions }: ActionsPart,
  { namesObjectives }: { readonly namesObjectives: boolean },
): PlanList {
  const items = actions.map((action) =>
    item(action.id, action.title, {
      title: ['title', action.title],
      state: ['state', WORDS.actionState[action.state]],
      stateReason: ['reason of the state', action.stateReason],
      owner: ['owner', action.owner?.name ?? null],
      customerOwner: ['on the customer’s side', action.customerOwner],
      startsOn: ['start', action.startsOn],
      dueOn: ['due date', action.dueOn],
      doneOn: ['done on', action.doneOn],
      details: ['details', action.details],
      evidence: ['evidence', action.evidence],
      ...(namesObjectives
        ? {
            objective: ['objective', action.objective?.title ?? null] as const,
            keyResult: ['key result', action.keyResult?.title ?? null] as const,
          }
        : {}),
    }),
  )
  return { key: 'actions', title: 'Actions', noun: 'action', items }
}

const MEASURES = [
  ['net_revenue', 'netRevenue'],
  ['gross_margin', 'grossMargin'],
  ['contribution', 'contribution'],
] as const

interface SeenMeasure {
  readonly period: GoalPeriod
  readonly measure: (typeof MEASURES)[number][0]
  readonly figures: PeriodMeasure
}

function measuresSeen(part: GoalsPart, { seesMargins }: MarginSight): SeenMeasure[] {
  return part.periods.flatMap((period) =>
    MEASURES.flatMap(([measure, field]) => {
      const figures = measure === 'net_revenue' || seesMargins ? period[field] : null
      return figures ? [{ period, measure, figures }] : []
    }),
  )
}

/** The plan's own goals, and what leads to them. */
export function goalLists(part: GoalsPart, sight: MarginSight): PlanList[] {
  const seen = measuresSeen(part, sight)
  const goals = seen.flatMap(({ period, measure, figures }) =>
    figures.own === null
      ? []
      : [
          item(`${period.number}:${measure}`, `${WORDS.measure[measure]}, ${periodLabel(period)}`, {
            own: ['goal', amountText(figures.own, part.currency)],
          }),
        ],
  )
  const entries = seen.flatMap(({ period, measure, figures }) =>
    figures.entries.map((entry) =>
      item(entry.id, `${WORDS.bridge[entry.kind]} of ${WORDS.measure[measure].toLowerCase()}, ${periodLabel(period)}`, {
        amount: ['amount', amountText(entry.amount, part.currency)],
        note: ['note', entry.note],
        source: ['source', entry.source],
      }),
    ),
  )
  return [
    { key: 'goals', title: 'Goals', noun: 'goal', items: goals },
    { key: 'bridge', title: 'Way to the goals', noun: 'entry', items: entries },
  ]
}

/** Units, offerings, and the cells that somebody has written. */
export function whiteSpaceLists(part: WhiteSpacePart): PlanList[] {
  const units = new Map(part.units.map(({ id, name }) => [id, name]))
  const offerings = new Map(part.offerings.map(({ id, name }) => [id, name]))
  const named = (headings: readonly { id: string; name: string }[]) =>
    headings.map(({ id, name }) => item(id, name, { name: ['name', name] }))
  const cells = part.cells.map((cell) =>
    item(
      `${cell.unitId}:${cell.offeringId}`,
      `${units.get(cell.unitId) ?? '?'} × ${offerings.get(cell.offeringId) ?? '?'}`,
      {
        state: ['state', WORDS.cell[cell.state]],
        competitor: ['competitor', cell.competitor],
        competitorShare: ['competitor’s share', shareText(cell.competitorShare)],
        renewalOn: ['renewal', cell.renewalOn],
        low: ['low potential', amountText(cell.potential.low, part.currency)],
        base: ['potential', amountText(cell.potential.base, part.currency)],
        high: ['high potential', amountText(cell.potential.high, part.currency)],
        needProbability: ['chance of need', shareText(cell.needProbability)],
        winProbability: ['chance to win', shareText(cell.winProbability)],
        note: ['note', cell.note],
        source: ['source', cell.source],
      },
    ),
  )
  return [
    { key: 'units', title: 'Units of the white space', noun: 'unit', items: named(part.units) },
    { key: 'offerings', title: 'Offerings of the white space', noun: 'offering', items: named(part.offerings) },
    { key: 'cells', title: 'White space', noun: 'cell', items: cells },
  ]
}

/** Whether people of the team are named by what they answer for: only to those who see the team. */
export interface OwnerSight {
  readonly namesOwners: boolean
}

/** Purchases, and the steps of both sides with what they serve. */
export function buyingLists({ purchases }: BuyingPart, sight: OwnerSight): PlanList[] {
  const items = purchases.map((purchase) =>
    item(purchase.id, purchase.title, {
      title: ['title', purchase.title],
      buyClass: ['class', WORDS.buyClass[purchase.buyClass]],
      note: ['note', purchase.note],
      decisionOn: ['day of decision', purchase.decisionOn],
      status: ['status', WORDS.purchaseStatus[purchase.status]],
      ended: ['reason of the end', purchase.ended?.reason ?? null],
    }),
  )
  return [
    { key: 'purchases', title: 'Purchases', noun: 'purchase', items },
    {
      key: 'buying_steps',
      title: 'Buying process',
      noun: 'step',
      items: purchases.flatMap((each) => stepItems(each, sight)),
    },
  ]
}

/** The order counts as well: a step stands after another of its side. */
function stepItems(
  { title: purchase, customerSteps, ourSteps }: Purchase,
  { namesOwners }: OwnerSight,
): PlanListItem[] {
  const titles = new Map(customerSteps.map(({ id, title }) => [id, title]))
  return [customerSteps, ourSteps].flatMap((side) =>
    side.map((step, at) =>
      item(step.id, `${step.title} (${purchase})`, {
        title: ['title', step.title],
        place: ['after', side[at - 1]?.title ?? null],
        phase: ['phase', step.phase && WORDS.buyingPhase[step.phase]],
        ownerRole: ['role', step.ownerRole],
        ...(namesOwners ? { owner: ['person', step.owner?.name ?? null] as const } : {}),
        evidence: ['evidence', step.evidence],
        requirement: ['requirement', step.requirement],
        plannedOn: ['planned day', step.plannedOn],
        doneOn: ['done on', step.doneOn],
        serves: ['milestones served', step.mappedTo.flatMap((id) => titles.get(id) ?? []).join(', ')],
      }),
    ),
  )
}

/** Notes by their section; emptied ones are none. */
export function textList({ texts }: TextsPart, { sections }: PlanHeader): PlanList {
  const titles = new Map(sections.map(({ key, title }) => [key, title]))
  const items = texts
    .filter(isWritten)
    .map(({ sectionKey, blocks }) =>
      item(sectionKey, titles.get(sectionKey) ?? sectionKey, { content: ['text', plainLines(blocks).join('\n')] }),
    )
  return { key: 'texts', title: 'Notes', noun: 'notes of', items }
}
