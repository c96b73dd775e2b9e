import { randomUUID } from 'node:crypto'
import type { ImportPreview } from '@mainstay/contract/plans-actions'
import { type PastedAction, readPastedActions } from '@mainstay/domain/plans'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockPlan, type StoredPlan } from '../plan-store.ts'
import { differencesOf } from '../sheets/differences.ts'
import {
  doubtOfName,
  isDoubtfulName,
  type MembersByName,
  membersByName,
  ownerNamed,
} from '../sheets/members-by-name.ts'
import { planToWork } from './open-part.ts'
import { guardActionCount, insertAction } from './write-action.ts'

interface ImportInput {
  readonly planId: string
  readonly pasted: string
}

interface ReadSheet extends ImportPreview {
  readonly members: MembersByName
}

/** What a pasted sheet would bring; nothing is written. */
export async function previewImport(scope: WriteScope, input: ImportInput): Promise<ImportPreview> {
  const plan = await planToWork(scope, input.planId)
  const { members: _, ...preview } = await readSheet(scope, plan, input.pasted)
  return preview
}

/** Takes the good lines of a pasted sheet; the others are given back with their reasons. */
export async function importActions(
  scope: WriteScope,
  input: ImportInput,
  today: string,
): Promise<{ created: number; unchanged: number; rejects: ImportPreview['rejects'] }> {
  // Two imports of one sheet at the same time wait for each other, so that the second finds everything there.
  await lockPlan(scope, input.planId)
  const plan = await planToWork(scope, input.planId)
  const { actions, unchanged, rejects, members } = await readSheet(scope, plan, input.pasted)
  await guardActionCount(scope, plan, actions.length)
  for (const action of actions) await insertPasted(scope, plan, { action, members, today })
  if (actions.length > 0) {
    await scope.record({
      action: 'plans.actions-imported',
      subjectType: 'plan',
      subjectId: plan.id,
      accountId: plan.accountId,
      after: { titles: actions.map(({ title }) => title), rejected: rejects.length },
    })
  }
  return { created: actions.length, unchanged: unchanged.length, rejects }
}

async function readSheet(scope: ReadScope, plan: StoredPlan, pasted: string): Promise<ReadSheet> {
  const sheet = readPastedActions(pasted)
  const members = await membersByName(scope)
  const isDoubtful = ({ ownerName }: PastedAction) => isDoubtfulName(members, ownerName)
  const doubtful = sheet.actions.filter(isDoubtful).map((action) => ({
    line: action.line,
    content: action.content,
    reasons: [doubtOfName(action.ownerName)],
  }))
  const standing = await standingActions(scope, plan)
  const good = sheet.actions.filter((action) => !isDoubtful(action))
  return {
    columns: [...sheet.columns],
    headings: [...sheet.headings],
    ignoredColumns: [...sheet.ignoredColumns],
    actions: good.filter((action) => !standing.has(wordsOf(action))),
    unchanged: good.filter((action) => standing.has(wordsOf(action))).map(({ line }) => line),
    differing: good.flatMap((action) => differingFrom(standing.get(wordsOf(action)), { action, sheet, members })),
    rejects: [...sheet.rejects.map((reject) => ({ ...reject, reasons: [...reject.reasons] })), ...doubtful].sort(
      (one, other) => one.line - other.line,
    ),
    members,
  }
}

/** What an action is known by when the same sheet comes again: its words and its due date. */
function wordsOf({ title, dueOn }: Pick<PastedAction, 'title' | 'dueOn'>): string {
  return `${dueOn ?? ''} ${title.toLowerCase().replaceAll(/\s+/g, ' ').trim()}`
}

interface Standing {
  readonly state: string
  readonly ownerName: string
}

/** By the words an action is known by; several may have the same. */
async function standingActions(scope: ReadScope, plan: StoredPlan): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_action as a')
    .select(['a.title', 'a.due_on as dueOn', 'a.state', 'a.owner_name as ownerName'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.plan_id', '=', plan.id)
    .where('a.removed_at', 'is', null)
    .execute()
  const standing = new Map<string, Standing[]>()
  for (const row of rows) {
    const words = wordsOf(row)
    standing.set(words, [...(standing.get(words) ?? []), { state: row.state, ownerName: row.ownerName ?? '' }])
  }
  return standing
}

interface Compared {
  readonly action: PastedAction
  readonly sheet: { readonly columns: readonly string[] }
  readonly members: MembersByName
}

/** What a line says otherwise than the actions it names; nothing where it agrees with one of them. */
function differingFrom(standing: readonly Standing[] | undefined, compared: Compared): ImportPreview['differing'] {
  const { action, sheet, members } = compared
  const found = (standing ?? []).map(({ state, ownerName }) =>
    differencesOf([
      { what: 'the owner', sheet: ownerNamed(members, action.ownerName).owner_name ?? '', plan: ownerName },
      { what: 'the state', sheet: sheet.columns.includes('state') ? words(action.state) : '', plan: words(state) },
    ]),
  )
  const [first] = found
  if (!first || found.some((differences) => differences.length === 0)) return []
  return [{ line: action.line, differences: first }]
}

function words(state: string): string {
  return state.replace('_', ' ')
}

interface Pasted {
  readonly action: ImportPreview['actions'][number]
  readonly members: MembersByName
  readonly today: string
}

async function insertPasted(scope: WriteScope, plan: StoredPlan, { action, members, today }: Pasted): Promise<void> {
  await insertAction(scope, plan, {
    id: randomUUID(),
    title: action.title,
    details: action.details,
    state: action.state,
    state_reason: action.reason,
    starts_on: action.startsOn,
    due_on: action.dueOn,
    done_on: action.state === 'done' ? today : null,
    ...ownerNamed(members, action.ownerName),
  })
}
