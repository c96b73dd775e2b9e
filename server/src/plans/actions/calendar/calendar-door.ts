import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { type Actor, mayDo } from '../../../platform/access/actor.ts'
import '../../../platform/api-description/describe.ts'
import type { AreaContext } from '../../../platform/area.ts'
import { loadMembership } from '../../../platform/auth/membership.ts'
import { hashToken } from '../../../platform/auth/tokens.ts'
import { spendAllowance } from '../../../platform/http/allowance.ts'
import { Refused } from '../../../platform/refusal.ts'
import { noOrigin, type ReadScope } from '../../../platform/use-case.ts'
import { type ActionRow, IS_OPEN, IS_THERE, seesPart, selectActions } from '../action-store.ts'
import { lacksSecondFactor } from '../second-factor.ts'
import { noteReading } from './feed-store.ts'
import { type CalendarDay, calendarOf } from './ics.ts'

const described = {
  tag: 'plans',
  summary: 'Open actions of a person as a calendar (iCalendar); the address is the secret',
  guard: 'public',
  answerType: 'text/calendar',
} as const
const TOKEN = /^([A-Za-z0-9_-]{43})\.ics$/
const MOST_DAYS = 1_000

/** The calendar of a person behind their secret address. */
export function calendarDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    app.get<{ Params: { file: string } }>('/api/calendars/:file', { config: { described } }, async (request, reply) => {
      const token = TOKEN.exec(request.params.file)?.[1]
      const actor = token === undefined ? null : await ownerOf(area, token)
      if (!actor) throw new Refused('http/not-found')
      await spendAllowance(request, `calendar ${actor.workspaceId} ${actor.id}`)
      const days = await area.useCases.read(actor, (scope) => readDays(area, scope))
      await area.useCases.command(actor, noOrigin, (scope) => noteReading(scope, area.now()))
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline; filename="actions.ics"')
        .send(calendarOf(`Mainstay: ${actor.workspaceSlug}`, days))
    })
  }
}

/** Whose address it is, while they may still see plans; whoever has left has no calendar any more. */
async function ownerOf(area: AreaContext, token: string): Promise<Actor | null> {
  const { rows } = await area.pool.query<{ workspace_slug: string; person_id: string; person_name: string }>(
    'select f.workspace_slug, f.person_id, f.person_name from mainstay.calendar_feed_by_hash($1) f',
    [hashToken(token)],
  )
  const row = rows[0]
  if (!row) return null
  const person = { id: row.person_id, name: row.person_name }
  const membership = await loadMembership(area.pool, row.workspace_slug, person)
  if (!membership || !mayDo(membership.actor, 'plans:read')) return null
  return (await lacksSecondFactor(area, membership, person.id)) ? null : membership.actor
}

async function readDays(area: AreaContext, scope: ReadScope): Promise<CalendarDay[]> {
  const rows = await selectActions(scope, {
    where: [
      sql`a.owner_person_id = ${scope.actor.id}`,
      IS_THERE,
      IS_OPEN,
      sql`a.due_on is not null and pl.status <> 'closed'`,
      seesPart(scope, 'actions'),
    ],
    limit: MOST_DAYS,
  })
  return rows.flatMap((row) => dayOf(area, scope, row))
}

const STATE_WORDS = {
  planned: 'planned',
  in_progress: 'in progress',
  blocked: 'blocked',
  done: 'done',
  dropped: 'dropped',
} as const

function dayOf(area: AreaContext, scope: ReadScope, row: ActionRow): CalendarDay[] {
  if (row.due_on === null) return []
  const base = area.config.publicUrl?.replace(/\/+$/, '')
  return [
    {
      id: row.id,
      version: row.version,
      on: row.due_on,
      title: `${row.account_name}: ${row.title}`,
      lines: [
        row.state_reason === '' ? STATE_WORDS[row.state] : `${STATE_WORDS[row.state]}: ${row.state_reason}`,
        row.plan_title,
        ...(row.details === '' ? [] : [row.details]),
      ],
      url: base === undefined ? null : `${base}/w/${scope.actor.workspaceSlug}/plans/${row.plan_id}?part=actions`,
      changedAt: row.updated_at,
    },
  ]
}
