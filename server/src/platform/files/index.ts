export { readBack } from './neutralize.ts'
export { openTable } from './open-table.ts'
export {
  excerpt,
  type FilePlace,
  FileRefusal,
  type FileRefusalCode,
  type RowProblem,
  remedyFor,
} from './refusal.ts'
export type {
  FileLimits,
  OpenOptions,
  ReadProgress,
  RenamedColumn,
  Row,
  RowBatch,
  SheetName,
  TableFormat,
  TableHint,
  TableSource,
} from './table.ts'
export { type CellValue, csvBytes, type WriteRows, xlsxBytes } from './write.ts'
