export { readBack } from './neutralize.ts'
export { openTable } from './open-table.ts'
export { printPage } from './print-page.ts'
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
  PlainLines,
  ReadProgress,
  RenamedColumn,
  Row,
  RowBatch,
  SheetName,
  TableFormat,
  TableHint,
  TablePart,
  TableSource,
} from './table.ts'
export {
  type CellValue,
  csvBytes,
  type NumberFormat,
  type WriteRows,
  type WriteSheet,
  workbookBytes,
  xlsxBytes,
} from './write.ts'
