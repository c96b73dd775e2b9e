import type { PlanAction } from '@mainstay/contract/plans-actions'
import type { PlanContent } from '@mainstay/contract/plans-content'
import type { KeyResult } from '@mainstay/contract/plans-objectives'
import { dayInWords } from '@mainstay/domain/kernel'
import { countOf, grouped, money, percent } from '../figures.ts'
import type { Audience, LookBlock } from '../plan-document.ts'
import { byDueDay, isLate, ownerNames } from './actions.ts'
import { buyingDoubts } from './buying.ts'
import { lookFigures } from './look-figures.ts'
import { isDoubtful } from './statements.ts'

/** What a review looks back on: from that day, and what was added since as far as the plan is kept from then. */
export interface Since {
  readonly day: string
  readonly added: readonly string[]
}

/** Lines of a list on one look; the chapters have the rest. */
const MOST_LINES = 6

interface LookWish {
  readonly since: Since
  readonly audience: Audience
}

/** The plan at one look; nothing where there is nothing to be seen yet. What is missing is told to our own people alone. */
export function lookBlocks(
  content: PlanContent,
  { since, audience }: LookWish,
  missing: readonly string[],
): LookBlock[] {
  const isInternal = audience === 'internal'
  const actions = (content.actions?.actions ?? []).filter(({ isOpen }) => isOpen).toSorted(byDueDay)
  const lists = [
    {
      title: `Since ${dayInWords(since.day)}`,
      tone: 'info',
      lines: changes(content, isInternal ? since : { ...since, added: [] }),
    },
    ...(isInternal ? [{ title: 'Doubtful', tone: 'warn', lines: doubts(content) } as const] : []),
    { title: isInternal ? 'To do' : 'Next', tone: isInternal ? 'bad' : 'good', lines: toDo(actions, audience) },
    ...(isInternal ? [{ title: 'Not yet filled in', tone: 'quiet', lines: missing } as const] : []),
  ] as const
  const figures = lookFigures(content, audience)
  const filled = lists.filter(({ lines }) => lines.length > 0)
  if (figures.length === 0 && filled.length === 0) return []
  return [
    {
      kind: 'look',
      title: '',
      figures,
      lists: filled.map(({ title, tone, lines }) => ({ title, tone, lines: firstOf(lines) })),
    },
  ]
}

function firstOf(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES
  return more > 0 ? [...lines.slice(0, MOST_LINES), `and ${more} more`] : [...lines]
}

function changes({ actions, objectives }: PlanContent, since: Since): string[] {
  const done = (actions?.actions ?? []).filter(({ state, doneOn }) => state === 'done' && (doneOn ?? '') >= since.day)
  const ended = (objectives?.objectives ?? []).flatMap(({ title, ending, status }) =>
    ending && ending.on >= since.day ? [`“${title}” was ${status}.`] : [],
  )
  const results = (objectives?.objectives ?? []).flatMap(({ keyResults }) => keyResults)
  return [
    ...(done.length > 0 ? [`${countOf(done.length, 'action')} done, such as “${done[0]?.title}”.`] : []),
    ...ended,
    ...results.flatMap((result) => movement(result, since.day)),
    ...since.added,
  ]
}

/** From the last reading before to the latest. */
function movement(result: KeyResult, from: string): string[] {
  const readings = (result.figures ?? result.marginFigures)?.readings ?? []
  const last = readings.at(-1)
  const before = readings.findLast(({ on }) => on < from)
  if (!last || !before || last.on < from) return []
  const [then, now] = [before, last].map(({ value }) => resultText(result, value))
  return then === now ? [] : [`${result.title}: ${then} to ${now}.`]
}

function resultText({ format, unit }: KeyResult, value: string): string {
  if (format === 'share') return percent(Number(value))
  const written = format === 'money' ? money(value) : grouped(value)
  return unit === '' ? written : `${written} ${unit}`
}

function doubts({ statements, swot, buying }: PlanContent): string[] {
  const aged = (statements?.sections ?? []).flatMap(({ section, values, statements: own }) =>
    [...values, ...own].filter(isDoubtful).map((statement) => {
      const label = section.fields.find(({ key }) => key === statement.fieldKey)?.label ?? statement.content
      return { day: statement.asOf, line: `${label} (${section.title}): of ${dayInWords(statement.asOf)}` }
    }),
  )
  const items = (swot?.items ?? []).flatMap(({ text, marks, settled }) => {
    if (settled !== null) return []
    if (marks.includes('without_evidence')) return [`Without evidence: ${text}`]
    return marks.includes('old_evidence') ? [`Old evidence: ${text}`] : []
  })
  return [
    ...aged.toSorted((one, other) => one.day.localeCompare(other.day)).map(({ line }) => line),
    ...(buying ? buyingDoubts(buying) : []),
    ...items,
  ]
}

/** Late and blocked ones first, as they are what a review is held for. */
function toDo(open: readonly PlanAction[], audience: Audience): string[] {
  const isPressing = (action: PlanAction) => isLate(action) || action.state === 'blocked'
  const ordered =
    audience === 'customer' ? open : [...open.filter(isPressing), ...open.filter((each) => !isPressing(each))]
  return ordered.map((action) => {
    const marks = [
      ownerNames(action) || (audience === 'internal' ? 'nobody owns it' : ''),
      ...(audience === 'internal' && isLate(action) ? [`${countOf(action.daysLate, 'day')} late`] : []),
      ...(audience === 'internal' && action.state === 'blocked' ? ['blocked'] : []),
      ...(isLate(action) && audience === 'internal' ? [] : [dueText(action, audience)]),
    ].filter((mark) => mark !== '')
    return marks.length === 0 ? action.title : `${action.title}: ${marks.join(', ')}`
  })
}

function dueText({ dueOn }: PlanAction, audience: Audience): string {
  if (dueOn !== null) return `due ${dayInWords(dueOn)}`
  return audience === 'internal' ? 'no date' : ''
}
