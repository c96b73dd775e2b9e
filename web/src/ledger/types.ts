import type {
  importDetail,
  importField,
  importFile,
  importKind,
  importSummary,
  ledgerRoutes,
  undoPreview,
} from '@mainstay/contract/ledger'
import type { z } from 'zod'

export type ImportDetail = z.infer<typeof importDetail>
export type ImportFile = z.infer<typeof importFile>
export type ImportColumn = ImportFile['columns'][number]
export type ColumnTarget = ImportColumn['target']
export type ImportSummary = z.infer<typeof importSummary>
export type ImportStatus = ImportSummary['status']
export type UndoPreview = z.infer<typeof undoPreview>
export type ImportKind = z.infer<typeof importKind>
export type ImportField = z.infer<typeof importField>
export interface KindFields {
  readonly kind: ImportKind
  readonly name: string
  readonly fields: readonly ImportField[]
}
export type LedgerState = z.infer<NonNullable<(typeof ledgerRoutes)['state']['~orpc']['outputSchema']>>
