import { z } from 'zod'
import { fileReading } from './file-reading.ts'
import { currency, moment, money, text, uuid } from './values.ts'

export const importKind = z.enum([
  'customers',
  'products',
  'invoice_lines',
  'exchange_rates',
  'activity_counts',
  'cost_rates',
  'wallet_estimates',
])
export const importStatus = z.enum([
  'uploading',
  'ready',
  'checking',
  'checked',
  'applying',
  'applied',
  'cancelled',
  'failed',
  'undoing',
  'undone',
])

export const columnMapping = z.object({
  column: z.number().int().min(0).max(2_000),
  target: z.union([
    z.object({ kind: z.literal('field'), field: text(60) }),
    z.object({ kind: z.literal('attribute'), name: text(120) }),
    z.object({ kind: z.literal('ignore') }),
  ]),
})

export const fileMapping = z.object({
  columns: z.array(columnMapping).max(2_000),
  decimalFormat: z.enum(['point', 'comma']).nullable(),
  dateFormat: z.enum(['iso', 'day_first', 'month_first', 'compact', 'day_name', 'name_day']).nullable(),
})

export const failure = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
})

export const fileCounts = z.object({
  rows: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  seconds: z.number(),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), rows: z.number().int() })),
})

export const controlTotal = z.object({ currency, lines: z.number().int(), net: money })

export const importFile = z.object({
  id: uuid,
  name: z.string(),
  bytes: z.number().int(),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  quote: z.string().nullable(),
  /** What of this somebody has chosen, now or for an earlier file of this form. */
  reading: fileReading.extend({ isRemembered: z.boolean() }),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRow: z.number().int().nullable(),
  kind: importKind.nullable(),
  kindConfidence: z.number().nullable(),
  isRemembered: z.boolean(),
  columns: z.array(
    z.object({
      position: z.number().int(),
      header: z.string(),
      samples: z.array(z.string()),
      target: columnMapping.shape.target,
      confidence: z.number(),
      reason: z.string(),
    }),
  ),
  decimalFormat: fileMapping.shape.decimalFormat,
  dateFormat: fileMapping.shape.dateFormat,
  questions: z.array(z.object({ code: z.string(), message: z.string() })),
  preview: z.array(z.array(z.string())),
  result: fileCounts.nullable(),
  rejectsPath: z.string().nullable(),
  failure: failure.nullable(),
  version: z.number().int(),
})

export const importProgress = z.object({
  phase: z.string(),
  file: z.string().nullable(),
  rows: z.number().int(),
  bytes: z.number().int(),
  bytesTotal: z.number().int(),
  rowsPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
})

export const importSummary = z.object({
  id: uuid,
  number: z.number().int(),
  status: importStatus,
  source: z.string(),
  personName: z.string(),
  createdAt: moment,
  appliedAt: moment.nullable(),
  undoneAt: moment.nullable(),
  fileNames: z.array(z.string()),
  rows: z.number().int().nullable(),
  rejected: z.number().int().nullable(),
})

export const importDetail = importSummary.extend({
  files: z.array(importFile),
  progress: importProgress.nullable(),
  totals: z.array(controlTotal),
  isDryRun: z.boolean(),
  failure: failure.nullable(),
  undo: z.object({ restored: z.number().int(), removed: z.number().int(), kept: z.number().int() }).nullable(),
  version: z.number().int(),
})

/** What an undo would do now: the rows it takes out, gives their earlier values, and leaves as they are, and why. */
export const undoPreview = z.object({
  removed: z.number().int(),
  restored: z.number().int(),
  kept: z.number().int(),
  kinds: z.array(z.object({ kind: importKind, removed: z.number().int(), restored: z.number().int() })),
  /** Rows that were changed since: by a later import, or by a person's own hand. */
  changedSince: z.array(
    z.object({ importNumber: z.number().int().nullable(), personName: z.string(), rows: z.number().int() }),
  ),
  accountsInUse: z.number().int(),
  productsInUse: z.number().int(),
})

/** Uploaded files that wait for their import; those of an import that is done are removed with it. */
export const importStorage = z.object({
  usedBytes: z.number().int(),
  quotaBytes: z.number().int(),
  /** Days after which the files of an import nobody finished are removed. */
  keptDays: z.number().int(),
  imports: z.array(
    z.object({
      id: uuid,
      number: z.number().int(),
      status: importStatus,
      files: z.number().int(),
      bytes: z.number().int(),
    }),
  ),
})
