import { randomUUID } from 'node:crypto'
import type { councilDecision } from '@mainstay/contract/program-council'
import { addDays, isWrittenReason } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../criteria-store.ts'
import { readTierScheme } from '../tier-store.ts'
import type { PageInput } from './meetings.ts'

export type CouncilDecisionAnswer = z.infer<typeof councilDecision>
type Link = CouncilDecisionAnswer['links'][number]

export interface CouncilDecisionInput {
  readonly decidedOn: string
  readonly decision: string
  readonly reason: string
  readonly decidedBy: string
  readonly meetingId: string | null
  readonly correctsId: string | null
  readonly criteriaSetId: string | null
  readonly definitionId: string | null
  readonly tierSchemeVersion: number | null
  readonly overrideId: string | null
  readonly runId: string | null
}

const SORT = '-number'

/** The log, latest entry first: all of it, one meeting's, or one entry. */
export async function listDecisionLog(
  scope: ReadScope,
  input: PageInput & { readonly meetingId?: string | undefined },
): Promise<{ rows: CouncilDecisionAnswer[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? null
  const rows = await selectLog(scope, { before, meetingId: input.meetingId ?? null, id: null, limit: input.limit + 1 })
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.council_decision d where d.workspace_id = ${scope.workspaceId}
      and (${input.meetingId ?? null}::uuid is null or d.meeting_id = ${input.meetingId ?? null}::uuid)`.execute(
    scope.db,
  )
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [String(last.number)]) : null,
    total: counted[0]?.total ?? 0,
  }
}

/** Adds an entry. Nothing in the log is ever changed: what was wrong is corrected by a later entry that names it. */
export async function recordDecision(
  scope: WriteScope,
  input: CouncilDecisionInput,
  today: string,
): Promise<CouncilDecisionAnswer> {
  await lockProgram(scope)
  if (!isWrittenReason(input.reason)) throw new Refused('program/decision-reason-missing')
  if (input.decidedOn > addDays(today, 1))
    throw new Refused('program/decision-in-future', { decidedOn: input.decidedOn })
  await demandLinks(scope, input)
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.council_decision')
    .values({
      workspace_id: scope.workspaceId,
      id,
      number: await nextNumber(scope),
      decided_on: input.decidedOn,
      decision: input.decision,
      reason: input.reason,
      decided_by: input.decidedBy,
      meeting_id: input.meetingId,
      corrects_id: input.correctsId,
      criteria_set_id: input.criteriaSetId,
      definition_id: input.definitionId,
      tier_scheme_version: input.tierSchemeVersion,
      override_id: input.overrideId,
      run_id: input.runId,
      person_id: scope.actor.id,
      person_name: scope.actor.name,
    })
    .execute()
  const [row] = await selectLog(scope, { before: null, meetingId: null, id, limit: 1 })
  if (!row) throw new Error('an entry that was just written is gone')
  const { number, decision, decidedOn, corrects } = row
  const after = { number, decision, decidedOn, corrects: corrects?.number ?? null }
  await scope.record({ action: 'program.decision', subjectType: 'council_decision', subjectId: id, after })
  return row
}

async function nextNumber(scope: ReadScope): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(d.number), 0) + 1 as next from mainstay.council_decision d
    where d.workspace_id = ${scope.workspaceId}`.execute(scope.db)
  return rows[0]?.next ?? 1
}

/** Everything an entry names must be there, published and open to whoever writes it. */
async function demandLinks(scope: ReadScope, input: CouncilDecisionInput): Promise<void> {
  const own = sql`workspace_id = ${scope.workspaceId}`
  const { rows } = await sql<
    Record<'meeting' | 'corrects' | 'taken' | 'criteria' | 'definition' | 'override' | 'run', boolean>
  >`
    select
      exists (select 1 from mainstay.council_meeting m where m.${own} and m.id = ${input.meetingId}::uuid) as meeting,
      exists (select 1 from mainstay.council_decision d where d.${own} and d.id = ${input.correctsId}::uuid) as corrects,
      exists (select 1 from mainstay.council_decision d where d.${own} and d.corrects_id = ${input.correctsId}::uuid) as taken,
      exists (select 1 from mainstay.criteria_set c where c.${own} and c.id = ${input.criteriaSetId}::uuid and c.status <> 'draft') as criteria,
      exists (select 1 from mainstay.program_definition p where p.${own} and p.id = ${input.definitionId}::uuid and p.status <> 'draft') as definition,
      exists (select 1 from mainstay.tier_override o where o.${own} and o.id = ${input.overrideId}::uuid) as override,
      exists (select 1 from mainstay.selection_run r where r.${own} and r.id = ${input.runId}::uuid and r.status = 'done') as run`.execute(
    scope.db,
  )
  const found = rows[0]
  const asked = [
    [input.meetingId, found?.meeting, 'meetingId'],
    [input.correctsId, found?.corrects, 'correctsId'],
    [input.criteriaSetId, found?.criteria, 'criteriaSetId'],
    [input.definitionId, found?.definition, 'definitionId'],
    [input.overrideId, found?.override, 'overrideId'],
    [input.runId, found?.run, 'runId'],
  ] as const
  const missing = asked.find(([id, isThere]) => id !== null && !isThere)
  if (missing) throw new Refused('program/decision-link-unknown', { field: missing[2] })
  if (found?.taken) throw new Refused('program/decision-corrected')
  const { tierSchemeVersion } = input
  if (tierSchemeVersion !== null && tierSchemeVersion > (await readTierScheme(scope)).version) {
    throw new Refused('program/decision-link-unknown', { field: 'tierSchemeVersion' })
  }
}

interface LogQuestion {
  readonly before: string | number | null
  readonly meetingId: string | null
  readonly id: string | null
  readonly limit: number
}

async function selectLog(scope: ReadScope, ask: LogQuestion): Promise<CouncilDecisionAnswer[]> {
  const link = (kind: Link['kind'], id: string, label: string) =>
    `case when ${id} is not null then jsonb_build_object('kind', '${kind}', 'id', ${id}::text, 'label', ${label}) end`
  const links = sql.raw(
    [
      link('criteria_set', 'd.criteria_set_id', 'c.name'),
      link('definition', 'd.definition_id', 'p.number::text'),
      link('tier_scheme', 'd.tier_scheme_version', 'd.tier_scheme_version::text'),
      link('override', 'd.override_id', 'a.name'),
      link('run', 'd.run_id', 'r.kind'),
    ].join(', '),
  )
  const { rows } = await sql<Omit<CouncilDecisionAnswer, 'recordedAt'> & { recordedAt: Date }>`
    select d.id, d.number, d.decided_on as "decidedOn", d.decision, d.reason, d.decided_by as "decidedBy",
      case when m.id is not null then jsonb_build_object('id', m.id, 'title', m.title, 'heldOn', m.held_on) end as meeting,
      case when e.id is not null then jsonb_build_object('id', e.id, 'number', e.number) end as corrects,
      case when l.id is not null then jsonb_build_object('id', l.id, 'number', l.number) end as "correctedBy",
      jsonb_path_query_array(jsonb_build_array(${links}), '$[*] ? (@ != null)') as links,
      d.person_name as "recordedBy", d.recorded_at as "recordedAt"
    from mainstay.council_decision d
    left join mainstay.council_meeting m on m.workspace_id = d.workspace_id and m.id = d.meeting_id
    left join mainstay.council_decision e on e.workspace_id = d.workspace_id and e.id = d.corrects_id
    left join mainstay.council_decision l on l.workspace_id = d.workspace_id and l.corrects_id = d.id
    left join mainstay.criteria_set c on c.workspace_id = d.workspace_id and c.id = d.criteria_set_id
    left join mainstay.program_definition p on p.workspace_id = d.workspace_id and p.id = d.definition_id
    left join mainstay.tier_override o on o.workspace_id = d.workspace_id and o.id = d.override_id
    left join mainstay.account a on a.workspace_id = o.workspace_id and a.id = o.account_id
    left join mainstay.selection_run r on r.workspace_id = d.workspace_id and r.id = d.run_id
    where d.workspace_id = ${scope.workspaceId}
      and (${ask.before}::bigint is null or d.number < ${ask.before}::bigint)
      and (${ask.meetingId}::uuid is null or d.meeting_id = ${ask.meetingId}::uuid)
      and (${ask.id}::uuid is null or d.id = ${ask.id}::uuid)
    order by d.number desc limit ${ask.limit}`.execute(scope.db)
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}
