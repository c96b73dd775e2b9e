import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { currency, date, rowId, text } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, mayDo } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import { type CellValue, csvBytes, xlsxBytes } from '../platform/files/index.ts'
import { admitActor } from '../platform/http/guard.ts'
import { originOf } from '../platform/http/http-server.ts'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { demandMarginsFor, everyLine, type InvoiceLine, listLines } from './queries/list-lines.ts'

const exportQuery = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  accountId: rowId.optional(),
  basis: z.enum(['company', 'group']).default('company'),
  from: date.optional(),
  to: date.optional(),
  productLine: text(200, 0).optional(),
  currency: currency.optional(),
  order: z.enum(['-date', 'date', '-net', 'net', 'margin']).default('-date'),
})

type ExportQuery = z.infer<typeof exportQuery>

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Rows of a sheet without its header. */
const MOST_IN_WORKBOOK = 1_048_575

interface Column {
  readonly title: string
  readonly isConfidential?: true
  cell(line: InvoiceLine): CellValue
}

const decimal = (value: string | null): CellValue => (value === null ? null : { decimal: value })

const COLUMNS: readonly Column[] = [
  { title: 'Date', cell: (line) => ({ date: line.invoiceDate }) },
  { title: 'Invoice', cell: (line) => line.invoiceNo },
  { title: 'Line', cell: (line) => line.lineNo },
  { title: 'Corrects invoice', cell: (line) => line.originalInvoiceNo },
  { title: 'Account code', cell: (line) => line.account.code },
  { title: 'Account', cell: (line) => line.account.name },
  { title: 'Product code', cell: (line) => line.productCode },
  { title: 'Product', cell: (line) => line.productName },
  { title: 'Product line', cell: (line) => line.productLine },
  { title: 'Quantity', cell: (line) => decimal(line.quantity) },
  { title: 'Unit price', cell: (line) => decimal(line.unitPrice) },
  { title: 'Discount', cell: (line) => decimal(line.discount) },
  { title: 'Net', cell: (line) => decimal(line.net) },
  { title: 'Cost', isConfidential: true, cell: (line) => decimal(line.cost) },
  { title: 'Margin', isConfidential: true, cell: (line) => decimal(line.margin) },
  { title: 'Currency', cell: (line) => line.currency },
  { title: 'Net in reporting currency', cell: (line) => decimal(line.netReporting) },
  { title: 'Import', cell: (line) => line.importNumber },
]

/** Invoice lines as a file: every row of the filter, in its order; costs only for those who may see them. */
export function linesDoor(area: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get('/api/workspaces/:workspace/invoice-lines/export', async (request, reply) => {
      const actor = await admit(area, request)
      const query = parseQuery(request)
      await refuseEarly(area, actor, query)
      await recordExport(area, actor, { request, query })
      const answer = new PassThrough()
      area.useCases
        .read(actor, (scope) => {
          const cells = cellsOf(scope, query)
          const bytes = query.format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: 'Invoice lines' })
          return pipeline(Readable.from(bytes), answer)
        })
        .catch((error: Error) => answer.destroy(error))
      return reply
        .header('content-type', MEDIA_TYPES[query.format])
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename="invoice-lines.${query.format}"`)
        .send(answer)
    })
  }
}

async function* cellsOf(scope: ReadScope, query: ExportQuery): AsyncGenerator<readonly CellValue[]> {
  const columns = COLUMNS.filter((column) => scope.actor.seesMargins || !column.isConfidential)
  yield columns.map(({ title }) => title)
  for await (const line of everyLine(scope, query)) yield columns.map((column) => column.cell(line))
}

/** Lets a caller through as the guard of the contract does; this door stands outside it because it streams. */
async function admit(area: AreaContext, request: FastifyRequest): Promise<Actor> {
  const { workspace } = request.params as { workspace: string }
  const actor = await admitActor(area.authenticator, request, { workspace, permission: 'portfolio:export' })
  if (!mayDo(actor, 'ledger:read')) throw new Refused('http/not-allowed')
  return actor
}

function parseQuery(request: FastifyRequest): ExportQuery {
  const parsed = exportQuery.safeParse(request.query)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
  throw new Refused('http/invalid', {}, fields)
}

/** Everything that can be refused is refused before the first byte. */
async function refuseEarly(area: AreaContext, actor: Actor, query: ExportQuery): Promise<void> {
  await area.useCases.read(actor, async (scope) => {
    demandMarginsFor(scope, query.order)
    if (query.accountId !== undefined) await demandAccount(scope, query.accountId)
    if (query.format === 'csv') return
    const { total } = await listLines(scope, { ...query, limit: 1 })
    if (total <= MOST_IN_WORKBOOK) return
    const message = `a sheet holds at most ${MOST_IN_WORKBOOK} rows; take the lines as csv`
    throw new Refused('http/invalid', {}, [{ path: 'format', code: 'too_big', message }])
  })
}

async function demandAccount(scope: ReadScope, id: string): Promise<void> {
  const account = await scope.db
    .selectFrom('mainstay.account as a')
    .select('a.id')
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!account) throw new Refused('http/not-found')
}

/** Who took the lines out of the house, and which; under one name with every other export. */
async function recordExport(
  area: AreaContext,
  actor: Actor,
  taken: { readonly request: FastifyRequest; readonly query: ExportQuery },
): Promise<void> {
  await area.useCases.command(actor, originOf(taken.request), (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: 'invoice-lines',
      subjectId: actor.workspaceSlug,
      accountId: taken.query.accountId ?? null,
      after: { ...taken.query, margins: actor.seesMargins },
    }),
  )
}
