export { isCurrencyCode, parseCurrency } from './currencies.ts'
export {
  type DateDetection,
  type DateFault,
  type DateFormat,
  dateFormats,
  detectDateFormat,
  parseDate,
  parseMonthText,
  writeDate,
} from './date-format.ts'
export {
  type DecimalDetection,
  type DecimalFault,
  type DecimalFormat,
  decimalFormats,
  detectDecimalFormat,
  parseDecimal,
  writeDecimal,
} from './decimal-format.ts'
export type { FieldType, ImportField } from './field.ts'
export { importOrder, inImportOrder } from './import-order.ts'
export {
  type ImportKind,
  type ImportKindKey,
  importKind,
  importKinds,
  isImportKindKey,
  missingFields,
  type SpareColumns,
} from './kinds.ts'
export {
  type ColumnProposal,
  type ColumnTarget,
  type KindProposal,
  proposeColumns,
  proposeKind,
} from './propose-mapping.ts'
export {
  type ColumnFormats,
  parseCode,
  parseCountry,
  parseInteger,
  parsePercent,
  parseText,
  plainFormats,
  readField,
} from './read-field.ts'
export { describeRowFault, type RowFault, type RowFaultCode, type RowFaultText, rowFaultCodes } from './row-faults.ts'
