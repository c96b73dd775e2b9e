export { neutralizeCell, readBack } from './neutralize.ts'
export { openTable } from './open-table.ts'
export {
  excerpt,
  type FilePlace,
  FileRefusal,
  type FileRefusalCode,
  fileRefusalCodes,
  type RowProblem,
  remedyFor,
} from './refusal.ts'
export {
  BATCH_ROWS,
  defaultFileLimits,
  type FileLimits,
  type OpenOptions,
  type ReadProgress,
  type RenamedColumn,
  type Row,
  type RowBatch,
  type SheetName,
  type TableFormat,
  type TableHint,
  type TableSource,
} from './table.ts'
export { type CellValue, csvBytes, type WriteRows, xlsxBytes } from './write.ts'
export { type ZipEntrySource, zipBytes } from './zip-writer.ts'
