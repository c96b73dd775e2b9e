import { currency, date, rowId, text } from '@mainstay/contract/values'
import { z } from 'zod'
import type { Actor } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import type { CellValue } from '../platform/files/index.ts'
import { demandRoomInWorkbook, exportFormat, openListFile } from '../platform/http/export-door.ts'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { demandMarginsFor, everyLine, type InvoiceLine, listLines } from './queries/list-lines.ts'

const exportQuery = z.object({
  format: exportFormat,
  accountId: rowId.optional(),
  basis: z.enum(['company', 'group']).default('company'),
  from: date.optional(),
  to: date.optional(),
  productLine: text(200, 0).optional(),
  currency: currency.optional(),
  order: z.enum(['-date', 'date', '-net', 'net', 'margin']).default('-date'),
})

type ExportQuery = z.infer<typeof exportQuery>

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
  return openListFile(area, {
    path: 'invoice-lines',
    permissions: ['portfolio:export', 'ledger:read'],
    query: exportQuery,
    file: 'invoice-lines',
    sheet: 'Invoice lines',
    subjectType: 'invoice-lines',
    accountOf: (query) => query.accountId ?? null,
    prepare: async (actor, query) => {
      await refuseEarly(area, actor, query)
      return (send) => area.useCases.read(actor, (scope) => send(cellsOf(scope, query)))
    },
  })
}

async function* cellsOf(scope: ReadScope, query: ExportQuery): AsyncGenerator<readonly CellValue[]> {
  const columns = COLUMNS.filter((column) => scope.actor.seesMargins || !column.isConfidential)
  yield columns.map(({ title }) => title)
  for await (const line of everyLine(scope, query)) yield columns.map((column) => column.cell(line))
}

/** Everything that can be refused is refused before the first byte. */
async function refuseEarly(area: AreaContext, actor: Actor, query: ExportQuery): Promise<void> {
  await area.useCases.read(actor, async (scope) => {
    demandMarginsFor(scope, query.order)
    if (query.accountId !== undefined) await demandAccount(scope, query.accountId)
    if (query.format === 'csv') return
    const { total } = await listLines(scope, { ...query, limit: 1 })
    demandRoomInWorkbook(query.format, total)
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
