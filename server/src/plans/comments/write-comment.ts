import { randomUUID } from 'node:crypto'
import type { PlanComment } from '@mainstay/contract/plans-comments'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { tellPeople } from '../notices/tell.ts'
import { isInnerTeam, openPlanForWork, type StoredPlan } from '../plan-store.ts'
import { type CommentRow, lockComment, presentComment, rightsOver } from './comment-store.ts'
import { type CommentSubject, findSubject } from './comment-subject.ts'
import { isInnerPlace, type PlanPlace, readersOfPlace } from './readers.ts'
import type { CommentSubjectKind, Mention } from './tables.ts'

interface CommentWish {
  readonly planId: string
  readonly subjectKind: CommentSubjectKind
  readonly subjectId: string
  readonly content: string
  readonly mentionIds: readonly string[]
}

export async function addComment(area: AreaContext, scope: WriteScope, wish: CommentWish): Promise<PlanComment> {
  const plan = await openPlanForWork(scope, wish.planId)
  const subject = await findSubject(scope, plan, { kind: wish.subjectKind, id: wish.subjectId })
  const mentions = await mentionsOf(scope, plan, { place: subject.place, ids: wish.mentionIds })
  const row = await insertComment(scope, plan, { subject, content: wish.content, mentions, now: area.now() })
  await recordComment(scope, plan, { row, action: 'plans.comment-added' })
  await tellPeople(area, scope, {
    plan,
    happening: {
      kind: 'commented',
      namedIds: mentions.map(({ personId }) => personId),
      ownerIds: subject.ownerIds,
      reach: 'all',
      place: subject.place,
      commentId: row.id,
    },
  })
  return presentComment(scope, plan, row)
}

/** Only people who may see what is talked about can be named; of others one could not know whether they exist. */
async function mentionsOf(
  scope: WriteScope,
  plan: StoredPlan,
  { place, ids }: { readonly place: PlanPlace; readonly ids: readonly string[] },
): Promise<Mention[]> {
  if (ids.length === 0) return []
  const readers = new Map((await readersOfPlace(scope, plan, place)).map((reader) => [reader.personId, reader.name]))
  return [...new Set(ids)].map((personId) => {
    const name = readers.get(personId)
    if (name === undefined) throw new Refused('plans/mention-unseen', { personId })
    return { personId, name }
  })
}

interface NewComment {
  readonly subject: CommentSubject
  readonly content: string
  readonly mentions: Mention[]
  readonly now: Date
}

async function insertComment(
  scope: WriteScope,
  plan: StoredPlan,
  { subject, content, mentions, now }: NewComment,
): Promise<CommentRow> {
  const row: CommentRow = {
    id: randomUUID(),
    plan_id: plan.id,
    subject_kind: subject.kind,
    subject_id: subject.id,
    part: subject.place.part,
    section_key: subject.place.sectionKey,
    content,
    author_id: scope.actor.id,
    author_name: scope.actor.name,
    mentions,
    created_at: now,
    edited_at: null,
    removed_at: null,
    removed_by: null,
    version: 1,
  }
  await scope.db
    .insertInto('mainstay.plan_comment')
    .values({
      ...row,
      workspace_id: scope.workspaceId,
      account_id: plan.accountId,
      mentions: JSON.stringify(mentions),
    })
    .execute()
  return row
}

interface CommentChange {
  readonly planId: string
  readonly id: string
  readonly content: string
  /** Missing: who was named stays named. */
  readonly mentionIds?: readonly string[] | undefined
}

export async function changeComment(
  area: AreaContext,
  scope: WriteScope,
  { planId, id, content, mentionIds }: CommentChange,
): Promise<PlanComment> {
  const { plan, row } = await commentForWork(scope, planId, id)
  if (row.removed_at !== null) throw new Refused('plans/comment-removed')
  if (!rightsOver(scope, row).mayChange) throw new Refused('plans/comment-not-yours')
  const place = placeOf(row)
  const ids = mentionIds ?? row.mentions.map(({ personId }) => personId)
  // Who was named before stays so, even if they have left since.
  const known = row.mentions.filter(({ personId }) => ids.includes(personId))
  const fresh = ids.filter((personId) => !known.some((mention) => mention.personId === personId))
  const added = await mentionsOf(scope, plan, { place, ids: fresh })
  const changed = await updateComment(scope, row, {
    content,
    mentions: [...known, ...added],
    edited_at: area.now(),
  })
  await recordComment(scope, plan, { row: changed, before: row, action: 'plans.comment-changed' })
  if (added.length > 0) {
    const namedIds = added.map(({ personId }) => personId)
    const happening = { kind: 'commented', namedIds, ownerIds: [], reach: 'named', place, commentId: row.id } as const
    await tellPeople(area, scope, { plan, happening })
  }
  return presentComment(scope, plan, changed)
}

export async function removeComment(
  scope: WriteScope,
  { planId, id }: { readonly planId: string; readonly id: string },
  now: Date,
): Promise<PlanComment> {
  const { plan, row } = await commentForWork(scope, planId, id)
  if (row.removed_at !== null) throw new Refused('plans/comment-removed')
  if (!rightsOver(scope, row).mayRemove) throw new Refused('plans/comment-not-yours')
  const changed = await updateComment(scope, row, { removed_at: now, removed_by: scope.actor.id })
  await recordComment(scope, plan, { row: changed, action: 'plans.comment-removed' })
  return presentComment(scope, plan, changed)
}

export async function putBackComment(
  scope: WriteScope,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<PlanComment> {
  const { plan, row } = await commentForWork(scope, planId, id)
  if (row.removed_at === null) throw new Refused('plans/comment-not-removed')
  if (!rightsOver(scope, row).mayPutBack) throw new Refused('plans/comment-not-yours')
  const changed = await updateComment(scope, row, { removed_at: null, removed_by: null })
  await recordComment(scope, plan, { row: changed, action: 'plans.comment-put-back' })
  return presentComment(scope, plan, changed)
}

/** The comment with its plan, at the version the caller saw; whoever may not see its subject does not find it. */
async function commentForWork(
  scope: WriteScope,
  planId: string,
  id: string,
): Promise<{ readonly plan: StoredPlan; readonly row: CommentRow }> {
  const plan = await openPlanForWork(scope, planId)
  const row = await lockComment(scope, plan, id)
  if (isInnerPlace(plan, placeOf(row)) && !(await isInnerTeam(scope, plan.id))) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  return { plan, row }
}

function placeOf(row: CommentRow): PlanPlace {
  return { part: row.part, sectionKey: row.section_key }
}

type Changed = Partial<Pick<CommentRow, 'content' | 'mentions' | 'edited_at' | 'removed_at' | 'removed_by'>>

async function updateComment(scope: WriteScope, row: CommentRow, changed: Changed): Promise<CommentRow> {
  const { mentions, ...rest } = changed
  const version = row.version + 1
  await scope.db
    .updateTable('mainstay.plan_comment as c')
    .set({ ...rest, ...(mentions ? { mentions: JSON.stringify(mentions) } : {}), version })
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.id', '=', row.id)
    .execute()
  return { ...row, ...changed, version }
}

interface RecordedComment {
  readonly row: CommentRow
  readonly before?: CommentRow
  readonly action: PlanDeed
}

/** The words stand in the audit too: only leads read it, and they see every section. */
function recordComment(scope: WriteScope, plan: StoredPlan, { row, before, action }: RecordedComment): Promise<void> {
  const facts = (of: CommentRow) => ({
    commentId: of.id,
    subjectKind: of.subject_kind,
    subjectId: of.subject_id,
    content: of.content,
  })
  return scope.record({
    action,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: before ? facts(before) : null,
    after: facts(row),
  })
}
