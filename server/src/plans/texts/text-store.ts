import type { PlanText, TextBlock } from '@mainstay/contract/plans-texts'
import { type Selectable, sql } from 'kysely'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { AppliedUpdate } from './apply-update.ts'
import type { PlanTextTable } from './tables.ts'

type PlanOfText = Pick<StoredPlan, 'id' | 'accountId'>

const SHOWN = ['t.section_key', 't.sequence', 't.blocks', 't.characters', 't.updater_name', 't.updated_at'] as const

type ShownRow = Pick<
  Selectable<PlanTextTable>,
  'section_key' | 'sequence' | 'blocks' | 'characters' | 'updater_name' | 'updated_at'
>
export type TextRow = ShownRow & Pick<Selectable<PlanTextTable>, 'state'>

export function presentText(row: ShownRow): PlanText {
  return {
    sectionKey: row.section_key,
    blocks: row.blocks,
    characters: row.characters,
    sequence: row.sequence,
    updatedAt: row.updated_at?.toISOString() ?? null,
    updatedByName: row.updater_name,
  }
}

function textQuery(scope: ReadScope, plan: Pick<StoredPlan, 'id'>) {
  return scope.db
    .selectFrom('mainstay.plan_text as t')
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.plan_id', '=', plan.id)
}

/** Every text of a plan in which somebody has written. */
export function textsOf(scope: ReadScope, plan: Pick<StoredPlan, 'id'>): Promise<ShownRow[]> {
  return textQuery(scope, plan).select(SHOWN).where('t.sequence', '>', 0).orderBy('t.section_key').execute()
}

export function findText(scope: ReadScope, plan: StoredPlan, sectionKey: string): Promise<TextRow | undefined> {
  return textQuery(scope, plan)
    .select([...SHOWN, 't.state'])
    .where('t.section_key', '=', sectionKey)
    .executeTakeFirst()
}

/** The text for a change, made where there is none yet; whoever wants to write in it too waits. */
export async function lockText(scope: WriteScope, plan: StoredPlan, sectionKey: string): Promise<TextRow> {
  await scope.db
    .insertInto('mainstay.plan_text')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      section_key: sectionKey,
      account_id: plan.accountId,
      state: null,
      blocks: '[]',
      updated_by: null,
      updater_name: null,
      updated_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return textQuery(scope, plan)
    .select([...SHOWN, 't.state'])
    .where('t.section_key', '=', sectionKey)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

interface KeptUpdate {
  readonly sectionKey: string
  readonly sequence: number
  readonly applied: AppliedUpdate & { readonly added: Uint8Array }
  readonly now: Date
}

/** Keeps what came, and the text as it is by it, together. */
export async function keepUpdate(scope: WriteScope, plan: PlanOfText, kept: KeptUpdate): Promise<void> {
  const { sectionKey, sequence, applied, now } = kept
  await insertUpdate(scope, plan, kept)
  await scope.db
    .updateTable('mainstay.plan_text as t')
    .set({
      state: Buffer.from(applied.state),
      sequence,
      blocks: JSON.stringify(applied.blocks),
      characters: applied.characters,
      updated_by: scope.actor.id,
      updater_name: scope.actor.name,
      updated_at: now,
    })
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.plan_id', '=', plan.id)
    .where('t.section_key', '=', sectionKey)
    .execute()
}

async function insertUpdate(
  scope: WriteScope,
  plan: PlanOfText,
  { sectionKey, sequence, applied, now }: KeptUpdate,
): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_text_update')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      section_key: sectionKey,
      sequence,
      account_id: plan.accountId,
      content: Buffer.from(applied.added),
      person_id: scope.actor.id,
      person_name: scope.actor.name,
      at: now,
    })
    .execute()
}

interface NewText {
  readonly sectionKey: string
  readonly state: Uint8Array
  readonly blocks: readonly TextBlock[]
  readonly characters: number
  readonly now: Date
}

/** A whole text at once, as its first update. */
export async function insertText(scope: WriteScope, plan: PlanOfText, text: NewText): Promise<void> {
  const { sectionKey, state, blocks, characters, now } = text
  await scope.db
    .insertInto('mainstay.plan_text')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      section_key: sectionKey,
      account_id: plan.accountId,
      state: Buffer.from(state),
      sequence: 1,
      blocks: JSON.stringify(blocks),
      characters,
      updated_by: scope.actor.id,
      updater_name: scope.actor.name,
      updated_at: now,
    })
    .execute()
  const applied = { state, blocks: [...blocks], characters, added: state }
  await insertUpdate(scope, plan, { sectionKey, sequence: 1, applied, now })
}

/** Whether this person has written in this text since a moment. */
export async function hasWrittenSince(
  scope: WriteScope,
  plan: StoredPlan,
  { sectionKey, since }: { readonly sectionKey: string; readonly since: Date },
): Promise<boolean> {
  const row = await scope.db
    .selectFrom('mainstay.plan_text_update as u')
    .select('u.sequence')
    .where('u.workspace_id', '=', scope.workspaceId)
    .where('u.plan_id', '=', plan.id)
    .where('u.section_key', '=', sectionKey)
    .where('u.person_id', '=', scope.actor.id)
    .where('u.at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface TextStretch {
  readonly sectionKey: string
  readonly since: number
  readonly limit: number
  /** How long they may be together. */
  readonly bytes: number
}

/** Updates after a number, in their order, as far as they are not too long. */
export async function updatesAfter(
  scope: ReadScope,
  plan: StoredPlan,
  { sectionKey, since, limit, bytes }: TextStretch,
): Promise<Buffer[]> {
  const { rows } = await sql<{ content: Buffer }>`
    select n.content from (
      select u.sequence, u.content, sum(octet_length(u.content)) over (order by u.sequence) as bytes
      from mainstay.plan_text_update u
      where u.workspace_id = ${scope.workspaceId} and u.plan_id = ${plan.id} and u.section_key = ${sectionKey}
        and u.sequence > ${since} order by u.sequence limit ${limit}) n
    where n.bytes <= ${bytes} order by n.sequence`.execute(scope.db)
  return rows.map(({ content }) => content)
}
