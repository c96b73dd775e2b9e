import { randomUUID } from 'node:crypto'
import type { councilMeeting, councilMeetingDetail } from '@mainstay/contract/program-council'
import { addDays } from '@mainstay/domain/program'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { MeetingTable } from './tables.ts'

export type MeetingAnswer = z.infer<typeof councilMeeting>
export type MeetingDetail = z.infer<typeof councilMeetingDetail>
type MeetingContent = Omit<MeetingDetail, 'id' | 'version'>

const SORT = '-held'

export interface PageInput {
  readonly cursor?: string | undefined
  readonly limit: number
}

export async function listMeetings(
  scope: ReadScope,
  input: PageInput,
): Promise<{ rows: MeetingAnswer[]; nextCursor: string | null; total: number }> {
  const [heldOn, id] = decodeCursor(input.cursor, SORT, ['date', 'uuid']) ?? []
  const { rows } = await sql<Omit<MeetingAnswer, 'attendees'> & { attendees: MeetingDetail['attendees'] }>`
    select m.id, m.held_on as "heldOn", m.title, m.attendees, m.version,
      (select count(*)::integer from mainstay.council_decision d
        where d.workspace_id = m.workspace_id and d.meeting_id = m.id) as decisions
    from mainstay.council_meeting m
    where m.workspace_id = ${scope.workspaceId}
      and (${id ?? null}::uuid is null or (m.held_on, m.id) < (${heldOn ?? null}::date, ${id ?? null}::uuid))
    order by m.held_on desc, m.id desc limit ${input.limit + 1}`.execute(scope.db)
  const counted = await scope.db
    .selectFrom('mainstay.council_meeting as m')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('m.workspace_id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ attendees, ...row }) => ({
      ...row,
      attendees: attendees.length,
      functions: [...new Set(attendees.map((one) => one.function))],
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.heldOn, last.id]) : null,
    total: Number(counted.total),
  }
}

export async function readMeeting(scope: ReadScope, id: string): Promise<MeetingDetail> {
  const row = await selectMeetings(scope).where('m.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return presentMeeting(row)
}

export async function recordMeeting(scope: WriteScope, input: MeetingContent, today: string): Promise<MeetingDetail> {
  demandPast(input.heldOn, today)
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.council_meeting')
    .values({ workspace_id: scope.workspaceId, id, ...columnsOf(input) })
    .execute()
  const after = { heldOn: input.heldOn, title: input.title, attendees: input.attendees.length }
  await scope.record({ action: 'program.meeting', subjectType: 'council_meeting', subjectId: id, after })
  return readMeeting(scope, id)
}

export async function changeMeeting(
  scope: WriteScope,
  input: MeetingContent & { readonly id: string },
  today: string,
): Promise<MeetingDetail> {
  demandPast(input.heldOn, today)
  const row = await selectMeetings(scope).where('m.id', '=', input.id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  await scope.db
    .updateTable('mainstay.council_meeting as m')
    .set({ ...columnsOf(input), version: row.version + 1 })
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.id', '=', row.id)
    .execute()
  await scope.record({
    action: 'program.meeting',
    subjectType: 'council_meeting',
    subjectId: row.id,
    before: { ...contentOf(presentMeeting(row)) },
    after: { ...contentOf(input) },
  })
  return readMeeting(scope, row.id)
}

/** Minutes tell of what has been. East of Greenwich the day has begun before it does for the program. */
function demandPast(heldOn: string, today: string): void {
  if (heldOn > addDays(today, 1)) throw new Refused('program/meeting-in-future', { heldOn })
}

function selectMeetings(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.council_meeting as m')
    .select(['m.id', 'm.held_on', 'm.title', 'm.attendees', 'm.minutes', 'm.version'])
    .where('m.workspace_id', '=', scope.workspaceId)
}

type MeetingRow = Pick<Selectable<MeetingTable>, 'id' | 'held_on' | 'title' | 'attendees' | 'minutes' | 'version'>

function presentMeeting(row: MeetingRow): MeetingDetail {
  const { id, title, attendees, minutes, version } = row
  return { id, heldOn: row.held_on, title, attendees, minutes, version }
}

function contentOf({ heldOn, title, attendees, minutes }: MeetingContent): MeetingContent {
  return { heldOn, title, attendees, minutes }
}

function columnsOf({ heldOn, title, attendees, minutes }: MeetingContent) {
  return { held_on: heldOn, title, attendees: JSON.stringify(attendees), minutes }
}
