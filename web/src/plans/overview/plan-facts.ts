import type { PlanHeader } from '../api.ts'
import type { PartId } from '../part-ids.ts'
import type { Actions, Buying, Objectives, Statements, Swot, Value } from './overview-queries.ts'
import { text } from './text.ts'

type PlanSection = PlanHeader['sections'][number]

/** One line of the overview: what it is about, why it stands here, a day, and where it leads. */
export interface OverviewLine {
  readonly key: string
  readonly title: string
  readonly remarks: readonly string[]
  readonly tone: 'loss' | 'caution' | 'neutral'
  /** A day to be shown, "2026-10-31". */
  readonly day: string | null
  readonly dayWord: string
  readonly part: PartId
}

const LAST = '9999-12-31'

/** What is to be done: what has gone wrong first, whatever it is; then actions by due date, then what asks for an action. */
export function whatToDo(sources: {
  readonly actions: Actions | undefined
  readonly swot: Swot | undefined
  readonly objectives: Objectives | undefined
  readonly buying?: Buying | undefined
  readonly statements?: Statements | undefined
  readonly sections?: readonly PlanSection[]
}): OverviewLine[] {
  const actions = (sources.actions?.actions ?? [])
    .filter(({ isOpen }) => isOpen)
    .toSorted((one, other) => (one.dueOn ?? LAST).localeCompare(other.dueOn ?? LAST))
    .map((action): OverviewLine => {
      const isLate = action.daysLate > 0
      const remarks = [
        action.owner?.name ?? text.noOwner,
        ...(action.state === 'blocked' ? [text.blocked] : []),
        ...(isLate ? [text.late(action.daysLate)] : []),
        ...(action.dueOn === null ? [text.noDate] : []),
      ]
      const tone = isLate || action.state === 'blocked' ? 'loss' : action.defects.length > 0 ? 'caution' : 'neutral'
      return {
        key: action.id,
        title: action.title,
        remarks,
        tone,
        day: action.dueOn,
        dayWord: text.due,
        part: 'actions',
      }
    })
  const unwritten = whatIsMissing(sources.statements, sources.sections ?? [])
  const lines = [
    ...actions,
    ...objectivesInTrouble(sources.objectives),
    ...purchasesApart(sources.buying),
    ...highItems(sources.swot),
    ...unwritten,
  ]
  return [...lines.filter(({ tone }) => tone === 'loss'), ...lines.filter(({ tone }) => tone !== 'loss')]
}

/** Where the records of a section are kept on the page. */
const TAB_OF: Readonly<Record<PlanSection['part'], PartId>> = {
  statements: 'situation',
  reviews: 'situation',
  goals: 'goals',
  white_space: 'white-space',
  swot: 'swot',
  objectives: 'objectives',
  actions: 'actions',
  value_cases: 'value',
  buying_process: 'buying',
  team: 'team',
}

/** The tab that shows a section. */
export function tabOf(sections: readonly PlanSection[], sectionKey: string): PartId {
  return TAB_OF[sections.find(({ key }) => key === sectionKey)?.part ?? 'statements']
}

/** Sections in which something is asked for and missing, in the order of the plan. */
function whatIsMissing(part: Statements | undefined, sections: readonly PlanSection[]): OverviewLine[] {
  return (part?.completeness.sections ?? [])
    .filter(({ done, asked }) => done < asked)
    .map(({ sectionKey, title, missing }) => ({
      key: sectionKey,
      title: text.fill(title),
      remarks: [missing.length > 0 ? missing.join(', ') : text.empty],
      tone: 'neutral',
      day: null,
      dayWord: '',
      part: tabOf(sections, sectionKey),
    }))
}

function objectivesInTrouble(part: Objectives | undefined): OverviewLine[] {
  return (part?.objectives ?? []).flatMap(({ id, title, status, endsOn, ...objective }): OverviewLine[] => {
    const pace = (objective.figures ?? objective.marginFigures)?.pace
    if (status !== 'open' || (pace !== 'off_track' && pace !== 'at_risk')) return []
    const isOff = pace === 'off_track'
    const remarks = [isOff ? text.offTrack : text.atRisk]
    return [{ key: id, title, remarks, tone: isOff ? 'loss' : 'caution', day: endsOn, dayWord: '', part: 'objectives' }]
  })
}

/** Open purchases in which our selling and their buying have come apart, by their day of decision. */
function purchasesApart(part: Buying | undefined): OverviewLine[] {
  return (part?.purchases ?? []).flatMap(({ id, title, status, decisionOn, fit }): OverviewLine[] => {
    const remarks = [
      ...(fit.alarm === null ? [] : [text.leads[fit.alarm]]),
      ...(fit.notServed === 0 ? [] : [text.notServed(fit.notServed)]),
    ]
    if (status !== 'open' || remarks.length === 0) return []
    const tone = fit.alarm === null ? 'caution' : 'loss'
    return [{ key: id, title, remarks, tone, day: decisionOn, dayWord: text.decision, part: 'buying' }]
  })
}

function highItems(part: Swot | undefined): OverviewLine[] {
  return (part?.items ?? [])
    .filter(({ marks, settled }) => settled === null && marks.includes('high_without_action'))
    .map(({ id, text: title }) => ({
      key: id,
      title,
      remarks: [text.highWithoutAction],
      tone: 'caution',
      day: null,
      dayWord: '',
      part: 'swot',
    }))
}

/**
 * What may not be true any more, or never was shown to be: aged statements first, then items without good evidence, then
 * value cases that nobody would believe as they stand.
 */
export function whatIsDoubtful(sources: {
  readonly statements: Statements | undefined
  readonly swot: Swot | undefined
  readonly value?: Value | undefined
}): OverviewLine[] {
  const statements = (sources.statements?.sections ?? []).flatMap(({ section, values, statements: own }) =>
    [...values, ...own]
      .filter(({ freshness }) => freshness === 'doubtful')
      .map((statement): OverviewLine => {
        const field = section.fields.find(({ key }) => key === statement.fieldKey)
        return {
          key: statement.id,
          title: field?.label ?? statement.content.slice(0, LONGEST_TITLE),
          remarks: [section.title, ...(statement.isConfirmed ? [] : [text.assumed])],
          tone: 'caution',
          day: statement.asOf,
          dayWord: text.asOf,
          part: 'situation',
        }
      }),
  )
  return [
    ...statements.toSorted((one, other) => (one.day ?? '').localeCompare(other.day ?? '')),
    ...(sources.swot?.items ?? []).flatMap(doubtfulItem),
    ...(sources.value?.cases ?? []).flatMap(doubtfulCase),
  ]
}

const LONGEST_TITLE = 140

function doubtfulItem({ id, text: title, marks, settled, evidenceOn }: Swot['items'][number]): OverviewLine[] {
  const remarks = [
    ...(marks.includes('without_evidence') ? [text.withoutEvidence] : []),
    ...(marks.includes('old_evidence') ? [text.oldEvidence] : []),
    ...(marks.includes('not_graded') ? [text.notGraded] : []),
  ]
  if (settled !== null || remarks.length === 0) return []
  return [{ key: id, title, remarks, tone: 'neutral', day: evidenceOn, dayWord: text.asOf, part: 'swot' }]
}

function doubtfulCase({ id, title, marks }: Value['cases'][number]): OverviewLine[] {
  if (marks.length === 0) return []
  const remarks = marks.map((mark) => text.caseMarks[mark])
  return [{ key: id, title, remarks, tone: 'neutral', day: null, dayWord: '', part: 'value' }]
}

/** Whether a period is over, running or to come on a day. */
export function periodState(period: { readonly startsOn: string; readonly endsOn: string }, today: string): string {
  if (period.endsOn < today) return text.over
  return period.startsOn > today ? text.begins : text.now
}
