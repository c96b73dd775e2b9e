import type { ActionsPart, PlanAction } from '@mainstay/contract/plans-actions'
import { dayInWords } from '@mainstay/domain/kernel'
import { countOf } from '../figures.ts'
import type { Audience, Block, Cell, Column, Tone } from '../plan-document.ts'
import { ofCustomer, personText, WORDS } from '../words.ts'

/** As a review goes through them: what is late, what is stuck, what is next, and what is done. */
export function actionBlocks({ actions, report }: ActionsPart, audience: Audience): Block[] {
  if (actions.length === 0) return []
  const groups = audience === 'customer' ? groupsForCustomer(actions) : groupsOf(actions)
  const tables = groups.flatMap(({ title, actions: own }): Block[] =>
    own.length === 0 ? [] : [{ ...actionTable(own, audience), title: `${title} (${own.length})`, place: 'pages' }],
  )
  const list: Block = {
    ...sheetOf(
      groups.flatMap(({ actions: own }) => own),
      audience,
    ),
    place: 'workbook',
  }
  if (audience === 'customer') return [...tables, list]
  return [
    { kind: 'text', title: `How it stands on ${dayInWords(report.asOf)}`, paragraphs: report.sentences },
    ...tables,
    list,
  ]
}

interface Group {
  readonly title: string
  readonly actions: readonly PlanAction[]
}

export function isLate({ isOpen, daysLate }: PlanAction): boolean {
  return isOpen && daysLate > 0
}

function groupsOf(actions: readonly PlanAction[]): Group[] {
  const isStuck = (action: PlanAction) => !isLate(action) && action.state === 'blocked'
  return [
    { title: 'Late', actions: actions.filter(isLate).toSorted((one, other) => other.daysLate - one.daysLate) },
    { title: 'Blocked', actions: actions.filter(isStuck).toSorted(byDueDay) },
    {
      title: 'Next',
      actions: actions.filter((each) => each.isOpen && !isLate(each) && !isStuck(each)).toSorted(byDueDay),
    },
    { title: 'Done or dropped', actions: actions.filter(({ isOpen }) => !isOpen).toSorted(latestDoneFirst) },
  ]
}

function groupsForCustomer(actions: readonly PlanAction[]): Group[] {
  return [
    { title: 'Next', actions: actions.filter(({ isOpen }) => isOpen).toSorted(byDueDay) },
    { title: 'Done', actions: actions.filter(({ isOpen }) => !isOpen).toSorted(latestDoneFirst) },
  ]
}

const LAST = '9999-12-31'

export function byDueDay(one: PlanAction, other: PlanAction): number {
  return (one.dueOn ?? LAST).localeCompare(other.dueOn ?? LAST)
}

function latestDoneFirst(one: PlanAction, other: PlanAction): number {
  return (other.doneOn ?? '').localeCompare(one.doneOn ?? '')
}

type ActionTable = Extract<Block, { kind: 'table' }>

/** For readers: marks instead of columns that are mostly empty. */
function actionTable(actions: readonly PlanAction[], audience: Audience): ActionTable {
  const isInternal = audience === 'internal'
  return {
    kind: 'table',
    title: 'Actions',
    columns: [
      { title: 'Action', kind: 'text', weight: 3 },
      { title: 'Owner', kind: 'text', weight: 2 },
      { title: 'Due', kind: 'date', weight: 1 },
      { title: 'State', kind: 'text', weight: 1.1 },
      { title: 'Done', kind: 'date', weight: 1 },
      { title: 'Serves', kind: 'text', weight: 2 },
      ...(isInternal ? ([{ title: 'Remark', kind: 'text', weight: 2 }] as const) : []),
    ],
    rows: actions.map((action) => [
      action.title,
      ownerCell(action, audience),
      dueCell(action, audience),
      { value: WORDS.actionState[action.state], tone: isInternal ? stateTone(action) : null },
      dayCell(action.doneOn),
      action.keyResult?.title ?? action.objective?.title ?? null,
      ...(isInternal ? [remarkOf(action)] : []),
    ]),
    empty: '',
  }
}

/** Both sides of it: ours first, and the customer's person by their side. */
export function ownerText({ owner, customerOwner }: Pick<PlanAction, 'owner' | 'customerOwner'>): string {
  return [personText(owner), ...(customerOwner === '' ? [] : [ofCustomer(customerOwner)])]
    .filter((name) => name !== '')
    .join('; ')
}

/** The same without what they are, where there is little room. */
export function ownerNames({ owner, customerOwner }: PlanAction): string {
  return ownerText({ owner: owner && { ...owner, function: '' }, customerOwner })
}

function ownerCell(action: PlanAction, audience: Audience): Cell {
  const name = ownerText(action)
  if (audience === 'customer') return name
  if (name === '') return { value: 'nobody', tone: 'bad' }
  return action.isOpen && action.defects.includes('owner_left') ? { value: name, tone: 'bad' } : name
}

function dueCell({ dueOn, isOpen }: PlanAction, audience: Audience): Cell {
  if (dueOn !== null) return { date: dueOn }
  return isOpen && audience === 'internal' ? { value: 'no date', tone: 'bad' } : null
}

function dayCell(day: string | null): Cell {
  return day === null ? null : { date: day }
}

const SAID_IN_CELLS: ReadonlySet<string> = new Set(['no_owner', 'no_due_date', 'owner_left'])

function remarkOf(action: PlanAction): string {
  return [
    ...(isLate(action) ? [`${countOf(action.daysLate, 'day')} late`] : []),
    ...(action.stateReason === '' ? [] : [action.stateReason]),
    ...action.defects.filter((defect) => !SAID_IN_CELLS.has(defect)).map((defect) => WORDS.defect[defect]),
  ].join('; ')
}

function stateTone({ state, isOpen, daysLate }: PlanAction): Tone | null {
  if (state === 'done') return 'good'
  if (state === 'dropped') return 'quiet'
  if (state === 'blocked') return 'bad'
  return isOpen && daysLate > 0 ? 'warn' : null
}

/** For the workbook: one sheet of all, to be sorted and filtered. */
function sheetOf(actions: readonly PlanAction[], audience: Audience): ActionTable {
  const [heads = [], ...rows] = actionCells(actions)
  const columns = heads.map(
    (title, at): Column => ({ title: String(title), kind: kindOf(String(title)), weight: at < 2 ? 3 : 2 }),
  )
  const kept = columns.flatMap(({ title }, at) => (audience === 'internal' || FOR_CUSTOMER.has(title) ? [at] : []))
  return {
    kind: 'table',
    title: 'Actions',
    columns: kept.flatMap((at) => columns[at] ?? []),
    rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
    empty: '',
  }
}

const DAYS: ReadonlySet<string> = new Set(['Start', 'Due', 'Done'])
const FOR_CUSTOMER: ReadonlySet<string> = new Set([
  'Action',
  'Owner',
  'Customer owner',
  'Start',
  'Due',
  'State',
  'Done',
  'Objective',
  'Key result',
])

function kindOf(title: string): Column['kind'] {
  if (DAYS.has(title)) return 'date'
  return title === 'Days late' ? 'number' : 'text'
}

/** The actions as a flat list, every column of them. */
export function actionCells(actions: readonly PlanAction[]): (string | number | null | { readonly date: string })[][] {
  const day = (date: string | null) => (date === null ? null : { date })
  return [
    [
      'Action',
      'Details',
      'Owner',
      'Customer owner',
      'Start',
      'Due',
      'State',
      'Reason',
      'Done',
      'Days late',
      'Objective',
      'Key result',
      'Evidence',
      'Missing',
    ],
    ...actions.map((action) => [
      action.title,
      action.details,
      personText(action.owner),
      action.customerOwner,
      day(action.startsOn),
      day(action.dueOn),
      WORDS.actionState[action.state],
      action.stateReason,
      day(action.doneOn),
      action.daysLate,
      action.objective?.title ?? null,
      action.keyResult?.title ?? null,
      action.evidence,
      action.defects.map((defect) => WORDS.defect[defect]).join(', '),
    ]),
  ]
}
