import type { ActionsPart, PlanAction } from '@mainstay/contract/plans-actions'
import type { Audience, Block, Cell, Column, Tone } from '../plan-document.ts'
import { personText, WORDS } from '../words.ts'

export function actionBlocks({ actions, report }: ActionsPart, audience: Audience): Block[] {
  const table = actionTable(actions, audience)
  // Where there is nothing to report on, the table says so.
  if (audience === 'customer' || actions.length === 0) return [table]
  return [{ kind: 'text', title: `How it stands on ${report.asOf}`, paragraphs: report.sentences }, table]
}

function actionTable(actions: readonly PlanAction[], audience: Audience): Block {
  return {
    kind: 'table',
    title: 'Actions',
    columns: actionColumns(audience),
    rows: actions.map((action) => actionRow(action, audience)),
    empty: 'There are no actions yet.',
  }
}

function actionColumns(audience: Audience): Column[] {
  const columns: Column[] = [
    { title: 'Action', kind: 'text', weight: 3 },
    { title: 'Owner', kind: 'text', weight: 1.8 },
    { title: 'Due', kind: 'date', weight: 1 },
    { title: 'State', kind: 'text', weight: 1 },
    { title: 'Done', kind: 'date', weight: 1 },
    { title: 'Serves', kind: 'text', weight: 2 },
  ]
  if (audience === 'customer') return columns
  return [
    ...columns,
    { title: 'Days late', kind: 'number', weight: 0.7 },
    { title: 'Reason', kind: 'text', weight: 1.5 },
    { title: 'Missing', kind: 'text', weight: 1.2 },
  ]
}

function actionRow(action: PlanAction, audience: Audience): Cell[] {
  const isCustomer = audience === 'customer'
  const owner = action.owner === null ? action.customerOwner : personText(action.owner)
  const cells: Cell[] = [
    action.title,
    owner === '' && !isCustomer ? { value: 'nobody', tone: 'bad' } : owner,
    action.dueOn === null ? null : { date: action.dueOn },
    { value: WORDS.actionState[action.state], tone: isCustomer ? null : stateTone(action) },
    action.doneOn === null ? null : { date: action.doneOn },
    action.keyResult?.title ?? action.objective?.title ?? null,
  ]
  if (isCustomer) return cells
  return [
    ...cells,
    action.daysLate === 0 ? null : action.daysLate,
    action.stateReason,
    action.defects.map((defect) => WORDS.defect[defect]).join(', '),
  ]
}

function stateTone({ state, isOpen, daysLate }: PlanAction): Tone | null {
  if (state === 'done') return 'good'
  if (state === 'dropped') return 'quiet'
  if (state === 'blocked') return 'bad'
  return isOpen && daysLate > 0 ? 'warn' : null
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
