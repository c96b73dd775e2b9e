import { Readable } from 'node:stream'
import { type PlanFormat, planExportQuery } from '@mainstay/contract/plans-exports'
import { uuid } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CellValue, csvBytes, xlsxBytes } from '../../platform/files/index.ts'
import { admitToDoor, describedDoor, parseQuery, sendFile } from '../../platform/http/door.ts'
import { originOf } from '../../platform/http/origin.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readActionsPart } from '../actions/report.ts'
import { findPlan, requirePart, type StoredPlan } from '../plan-store.ts'
import { readWhiteSpacePart } from '../white-space/read-white-space.ts'
import { actionCells } from './chapters/actions.ts'
import { whiteSpaceCells } from './chapters/white-space.ts'
import { exportPlan } from './order-export.ts'

const BASE = '/api/workspaces/:workspace/plans/:id'
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const MEDIA_TYPES: Readonly<Record<PlanFormat, string>> = {
  pptx: `${OFFICE}.presentationml.presentation`,
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pdf: 'application/pdf',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

const params = z.object({ id: uuid })
const listQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') })

interface ListFile {
  readonly name: 'white-space' | 'actions'
  readonly part: 'white_space' | 'actions'
  readonly summary: string
  cells(scope: ReadScope, plan: StoredPlan, day: string): Promise<readonly (readonly CellValue[])[]>
}

const LISTS: readonly ListFile[] = [
  {
    name: 'white-space',
    part: 'white_space',
    summary: 'The white space of a plan as a file',
    cells: async (scope, plan) => whiteSpaceCells(await readWhiteSpacePart(scope, plan)),
  },
  {
    name: 'actions',
    part: 'actions',
    summary: 'The actions of a plan as a file',
    cells: async (scope, plan, day) => actionCells((await readActionsPart(scope, plan, day)).actions),
  },
]

const OF_PLANS = { tag: 'plans', guard: ['plans:read', 'portfolio:export'] } as const
const wholePlan = describedDoor({
  ...OF_PLANS,
  summary: 'A plan as a deck, a document, a workbook, text, or JSON that can be brought back in',
  query: planExportQuery,
  answerType: 'application/octet-stream',
})

/** A plan, its white space and its actions as files. */
export function planExportDoors(area: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get(`${BASE}/export`, wholePlan, async (request, reply) => {
      const { actor, id } = await admit(area, request)
      const { format, audience, sections } = parseQuery(planExportQuery, request)
      const order = { planId: id, format, audience, sections: sections ?? null }
      const { name, bytes } = await exportPlan(area, { actor, origin: originOf(request) }, order)
      return send(reply, { name: `${name}.${format}`, type: MEDIA_TYPES[format] }, bytes)
    })
    for (const list of LISTS) openList(area, app, list)
  }
}

async function admit(area: AreaContext, request: FastifyRequest): Promise<{ actor: Actor; id: string }> {
  const actor = await admitToDoor(area, request)
  const parsed = params.safeParse(request.params)
  if (!parsed.success) throw new Refused('http/not-found')
  return { actor, id: parsed.data.id }
}

function send(
  reply: FastifyReply,
  file: { readonly name: string; readonly type: string },
  bytes: Buffer,
): FastifyReply {
  return reply
    .header('content-type', file.type)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .send(bytes)
}

function openList(area: AreaContext, app: FastifyInstance, list: ListFile): void {
  const door = describedDoor({ ...OF_PLANS, summary: list.summary, query: listQuery, answerType: 'text/csv' })
  app.get(`${BASE}/${list.name}/export`, door, async (request, reply) => {
    const { actor, id } = await admit(area, request)
    const { format } = parseQuery(listQuery, request)
    const { cells, plan } = await area.useCases.read(actor, async (scope) => {
      const found = await findPlan(scope, id)
      await requirePart(scope, found, list.part)
      return { plan: found, cells: await list.cells(scope, found, today(area)) }
    })
    await area.useCases.command(actor, originOf(request), (scope) =>
      scope.record({
        action: 'portfolio.export',
        subjectType: `plan_${list.part}`,
        subjectId: id,
        accountId: plan.accountId,
        after: { format, margins: actor.seesMargins },
      }),
    )
    const bytes = format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: list.name })
    return sendFile(reply, { name: `plan-${list.name}`, format }, Readable.from(bytes))
  })
}
