import { randomUUID } from 'node:crypto'
import type { ImportPreview } from '@mainstay/contract/plans-actions'
import { type PastedAction, readPastedActions } from '@mainstay/domain/plans'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { planToWork } from './open-part.ts'
import { guardActionCount, insertAction } from './write-action.ts'

interface ImportInput {
  readonly planId: string
  readonly pasted: string
}

interface Member {
  readonly personId: string
  readonly name: string
}

interface ReadSheet extends ImportPreview {
  readonly members: ReadonlyMap<string, readonly Member[]>
}

/** What a pasted sheet would bring; nothing is written. */
export async function previewImport(scope: WriteScope, input: ImportInput): Promise<ImportPreview> {
  await planToWork(scope, input.planId)
  const { members: _, ...preview } = await readSheet(scope, input.pasted)
  return preview
}

/** Takes the good lines of a pasted sheet; the others are given back with their reasons. */
export async function importActions(
  scope: WriteScope,
  input: ImportInput,
  today: string,
): Promise<{ created: number; rejects: ImportPreview['rejects'] }> {
  const plan = await planToWork(scope, input.planId)
  const { actions, rejects, members } = await readSheet(scope, input.pasted)
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
  return { created: actions.length, rejects }
}

async function readSheet(scope: ReadScope, pasted: string): Promise<ReadSheet> {
  const sheet = readPastedActions(pasted)
  const members = await membersByName(scope)
  const isDoubtful = ({ ownerName }: PastedAction) => (members.get(ownerName.toLowerCase()) ?? []).length > 1
  const doubtful = sheet.actions.filter(isDoubtful).map((action) => ({
    line: action.line,
    content: [action.title, action.ownerName, action.dueOn ?? ''].join('\t'),
    reasons: [`several people here are called “${action.ownerName}”; write the mail address`],
  }))
  return {
    columns: [...sheet.columns],
    ignoredColumns: [...sheet.ignoredColumns],
    actions: sheet.actions.filter((action) => !isDoubtful(action)),
    rejects: [...sheet.rejects.map((reject) => ({ ...reject, reasons: [...reject.reasons] })), ...doubtful].sort(
      (one, other) => one.line - other.line,
    ),
    members,
  }
}

/** Active members by their name and by their mail address, both in small letters. */
async function membersByName(scope: ReadScope): Promise<ReadonlyMap<string, readonly Member[]>> {
  const rows = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'p.name', 'p.email'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.status', '=', 'active')
    .execute()
  const found = new Map<string, Member[]>()
  for (const { person_id: personId, name, email } of rows) {
    for (const key of new Set([name.toLowerCase(), email.toLowerCase()])) {
      found.set(key, [...(found.get(key) ?? []), { personId, name }])
    }
  }
  return found
}

interface Pasted {
  readonly action: PastedAction
  readonly members: ReadSheet['members']
  readonly today: string
}

async function insertPasted(scope: WriteScope, plan: StoredPlan, { action, members, today }: Pasted): Promise<void> {
  const [member] = members.get(action.ownerName.toLowerCase()) ?? []
  const colleague = action.ownerName === '' ? null : ('colleague' as const)
  await insertAction(scope, plan, {
    id: randomUUID(),
    title: action.title,
    details: action.details,
    state: action.state,
    state_reason: action.reason,
    starts_on: action.startsOn,
    due_on: action.dueOn,
    done_on: action.state === 'done' ? today : null,
    owner_kind: member ? 'member' : colleague,
    owner_person_id: member?.personId ?? null,
    owner_name: member?.name ?? (action.ownerName || null),
  })
}
