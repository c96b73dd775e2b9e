import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { fileReading } from './file-reading.ts'
import { fileMapping, importDetail, importKind, importStorage, importSummary, undoPreview } from './import-shapes.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { currency, date, inWorkspace, marginsOnly, moment, money, rowId, text, uuid } from './values.ts'

export {
  columnMapping,
  controlTotal,
  failure,
  fileCounts,
  fileMapping,
  importDetail,
  importFile,
  importKind,
  importProgress,
  importStatus,
  importStorage,
  importSummary,
  undoPreview,
} from './import-shapes.ts'

export const invoiceLine = z.object({
  invoiceNo: z.string(),
  lineNo: z.string(),
  invoiceDate: date,
  account: accountReference,
  productCode: z.string().nullable(),
  productName: z.string().nullable(),
  productLine: z.string().nullable(),
  quantity: z.string().nullable(),
  unitPrice: money.nullable(),
  discount: money.nullable(),
  net: money,
  cost: marginsOnly(money),
  margin: marginsOnly(money),
  currency,
  netReporting: money.nullable(),
  originalInvoiceNo: z.string().nullable(),
  importNumber: z.number().int().nullable(),
  restatements: z.number().int(),
})

export const importField = z.object({
  key: z.string(),
  name: z.string(),
  isRequired: z.boolean(),
  type: z.string(),
  meaning: z.string(),
})

const tags = ['ledger']
const path = '/workspaces/{workspace}/imports' as const
const byId = inWorkspace.extend({ id: uuid })

export const ledgerRoutes = {
  state: route('ledger:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/ledger',
      tags,
      summary: 'What the ledger holds and how old it is',
    })
    .input(inWorkspace)
    .output(
      z.object({
        revision: z.number().int(),
        firstDate: date.nullable(),
        lastDate: date.nullable(),
        lines: z.number().int(),
        accounts: z.number().int(),
        products: z.number().int(),
        hasCosts: z.boolean(),
        hasCostToServe: z.boolean(),
        hasWallets: z.boolean(),
        lastImportAt: moment.nullable(),
        isComputing: z.boolean(),
      }),
    ),
  kinds: route('ledger:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/import-kinds',
      tags,
      summary: 'Kinds of files and the fields of each',
    })
    .input(inWorkspace)
    .output(
      z.object({ kinds: z.array(z.object({ kind: importKind, name: z.string(), fields: z.array(importField) })) }),
    ),
  storage: route('ledger:import')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/import-storage',
      tags,
      summary: 'Space that uploaded files take, of how much, and which imports hold them',
    })
    .input(inWorkspace)
    .output(importStorage),
  listImports: route('ledger:read')
    .route({ method: 'GET', path, tags, summary: 'Imports, newest first' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(importSummary)),
  readImport: route('ledger:read')
    .route({
      method: 'GET',
      path: `${path}/{id}`,
      tags,
      summary: 'One import with files, mapping, counts and progress',
    })
    .input(byId)
    .output(importDetail),
  startImport: route('ledger:import', 'creates')
    .route({ method: 'POST', path, tags, summary: 'Start an import; then upload its files', successStatus: 201 })
    .input(inWorkspace.extend({ source: text(120, 0).default('') }))
    .output(importDetail),
  loadSample: route('ledger:import', 'creates')
    .route({
      method: 'POST',
      path: '/workspaces/{workspace}/sample',
      tags,
      summary: 'Load the sample company',
      successStatus: 202,
    })
    .input(inWorkspace)
    .output(importDetail),
  mapFile: route('ledger:import', 'changes')
    .route({
      method: 'PATCH',
      path: `${path}/{id}/files/{fileId}`,
      tags,
      summary: 'Correct how a file is read, its kind, its sheet, or the meaning of its columns',
    })
    .input(
      byId.extend({
        fileId: uuid,
        kind: importKind.optional(),
        sheet: text(200).optional(),
        reading: fileReading.partial().optional(),
        ...fileMapping.partial().shape,
      }),
    )
    .output(importDetail),
  removeFile: route('ledger:import', 'asks')
    .route({
      method: 'DELETE',
      path: `${path}/{id}/files/{fileId}`,
      tags,
      summary: 'Take a file out of an import that is not applied',
    })
    .input(byId.extend({ fileId: uuid }))
    .output(importDetail),
  check: route('ledger:import', 'asks')
    .route({
      method: 'POST',
      path: `${path}/{id}/check`,
      tags,
      summary: 'Dry run: what would be inserted, updated, rejected',
      successStatus: 202,
    })
    .input(byId)
    .output(importDetail),
  apply: route('ledger:import', 'asks')
    .route({ method: 'POST', path: `${path}/{id}/application`, tags, summary: 'Write the import', successStatus: 202 })
    .input(byId)
    .output(importDetail),
  cancel: route('ledger:import', 'asks')
    .route({
      method: 'POST',
      path: `${path}/{id}/cancellation`,
      tags,
      summary: 'Stop a running check or import; nothing of it stays',
    })
    .input(byId)
    .output(importDetail),
  previewUndo: route('ledger:undo')
    .route({
      method: 'GET',
      path: `${path}/{id}/undo`,
      tags,
      summary: 'What an undo would take out, restore and keep, as things stand',
    })
    .input(byId)
    .output(undoPreview),
  undo: route('ledger:undo', 'asks')
    .route({
      method: 'POST',
      path: `${path}/{id}/undo`,
      tags,
      summary: 'Take an import back, except rows changed since',
      successStatus: 202,
    })
    .input(byId)
    .output(importDetail),
  listLines: route('ledger:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/invoice-lines',
      tags,
      summary: 'Invoice lines behind a number, newest first',
    })
    .input(
      inWorkspace.extend(pageQuery.shape).extend({
        accountId: rowId.optional(),
        basis: z.enum(['company', 'group']).default('company'),
        from: date.optional(),
        to: date.optional(),
        productLine: text(200, 0).optional(),
        currency: currency.optional(),
        order: z.enum(['-date', 'date', '-net', 'net', 'margin']).default('-date'),
      }),
    )
    .output(
      pageOf(invoiceLine).extend({
        sums: z.object({ lines: z.number().int(), net: money.nullable(), margin: marginsOnly(money) }),
      }),
    ),
  readLineHistory: route('ledger:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/invoice-lines/{invoiceNo}/{lineNo}/history',
      tags,
      summary: 'Earlier states of a restated invoice line',
    })
    .input(inWorkspace.extend({ invoiceNo: text(120), lineNo: text(60) }))
    .output(
      z.object({
        versions: z.array(
          z.object({ importNumber: z.number().int(), changedAt: moment, net: money, cost: marginsOnly(money) }),
        ),
      }),
    ),
}
