import { randomUUID } from 'node:crypto'
import type { WriteScope } from '../../../platform/use-case.ts'
import { insertPeriods } from '../../lifecycle/period-store.ts'
import { storeActions } from './store-actions.ts'
import { storeBuying } from './store-buying.ts'
import { storeGoals, storeWhiteSpace } from './store-figures.ts'
import { storeObjectives } from './store-objectives.ts'
import { storeTexts } from './store-texts.ts'
import { storeValue } from './store-value.ts'
import { inPieces, momentsOf, placeOf, type StoreWork } from './store-work.ts'
import type { ImportAccount } from './surroundings.ts'

/** Puts a checked file into the database as a draft of its own. */
export async function storePlan(
  scope: WriteScope,
  account: ImportAccount,
  { content, ids, known, now }: Pick<StoreWork, 'content' | 'ids' | 'known' | 'now'>,
): Promise<string> {
  const plan = { id: randomUUID() as string, accountId: account.id }
  const { header } = content
  await scope.db
    .insertInto('mainstay.plan')
    .values({
      workspace_id: scope.workspaceId,
      id: plan.id,
      account_id: plan.accountId,
      parent_id: null,
      title: header.title,
      status: 'draft',
      template_id: null,
      sections: JSON.stringify(header.sections),
      created_by: scope.actor.id,
      closed_on: null,
    })
    .execute()
  await insertPeriods(scope, plan, header.periods)
  const work: StoreWork = { scope, plan, content, ids, known, now }
  await storeStatements(work)
  await storeTeam(work)
  await storeSwot(work)
  await storeObjectives(work)
  await storeActions(work)
  await storeGoals(work)
  await storeWhiteSpace(work)
  await storeValue(work)
  await storeBuying(work)
  await storeTexts(work)
  return plan.id
}

async function storeStatements(work: StoreWork): Promise<void> {
  const { scope, content, ids } = work
  const all = (content.statements?.sections ?? []).flatMap(({ values, statements }) => [...values, ...statements])
  const rows = all.map((statement) => ({
    ...placeOf(work),
    ...momentsOf(work, statement),
    id: ids.of(statement.id),
    section_key: statement.sectionKey,
    field_key: statement.fieldKey,
    content: statement.content,
    is_confirmed: statement.isConfirmed,
    source: statement.source,
    as_of: statement.asOf,
    author_id: scope.actor.id,
    author_name: statement.authorName,
  }))
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.plan_statement').values(piece).execute())
}

async function storeTeam(work: StoreWork): Promise<void> {
  const { scope, content, ids, known, now } = work
  const memberOf = (id: string | null) => (id !== null && known.members.has(id) ? id : null)
  const rows = (content.team?.people ?? []).map((person, at) => ({
    ...placeOf(work),
    id: person.id === undefined ? (randomUUID() as string) : ids.of(person.id),
    person_id: memberOf(person.personId),
    name: person.name,
    side: person.side,
    function: person.function,
    duty: person.duty,
    task: person.task,
    is_inner: person.isInner && memberOf(person.personId) !== null,
    // Those of one duty stand in the order in which they came.
    created_at: new Date(now.getTime() + at),
  }))
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.plan_person').values(piece).execute())
}

async function storeSwot(work: StoreWork): Promise<void> {
  const { scope, content, ids } = work
  const rows = (content.swot?.items ?? []).map((item) => ({
    ...placeOf(work),
    ...momentsOf(work, item),
    id: ids.of(item.id),
    viewpoint: item.viewpoint,
    kind: item.kind,
    content: item.text,
    evidence: item.evidence,
    evidence_on: item.evidenceOn,
    said_by: item.saidBy,
    impact: item.impact,
    confidence: item.confidence,
    settled_reason: item.settled?.reason ?? null,
    settled_on: item.settled?.on ?? null,
    settled_by: item.settled?.byName ?? null,
    author_id: scope.actor.id,
    author_name: item.authorName,
  }))
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.swot_item').values(piece).execute())
}
