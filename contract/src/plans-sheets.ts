import { z } from 'zod'
import { ambition } from './plans-objectives.ts'
import { route } from './route.ts'
import { date, inWorkspace, uuid } from './values.ts'

/** A line of a sheet that cannot be taken, its cells apart by tabs. */
export const rejectedLine = z.object({ line: z.number().int(), content: z.string(), reasons: z.array(z.string()) })

/** What is said of any pasted sheet. */
export const sheetReading = z.object({
  columns: z.array(z.string()),
  /** What stands over the columns, for giving rejected lines back. */
  headings: z.array(z.string()),
  ignoredColumns: z.array(z.string()),
  /** Lines of which everything is in the plan already: they change nothing. */
  unchanged: z.array(z.number().int()),
  /** Lines that name what is in the plan already, but say something else of it: the plan stays as it is. */
  differing: z.array(z.object({ line: z.number().int(), differences: z.array(z.string()) })),
  rejects: z.array(rejectedLine),
})

/** Cells copied out of a spreadsheet: apart by tabs, in lines. */
export const pastedCells = z.string().min(1).max(200_000)

export const importedObjective = z.object({
  title: z.string(),
  /** It is in the plan already and gets more key results. */
  isPresent: z.boolean(),
  kind: z.enum(['qualitative', 'quantitative']),
  why: z.string(),
  ownerName: z.string(),
  startsOn: date,
  endsOn: date,
  ambition,
  keyResults: z.array(
    z.object({
      line: z.number().int(),
      title: z.string(),
      start: z.string(),
      target: z.string(),
      unit: z.string(),
      ambition,
      current: z.string().nullable(),
    }),
  ),
})

/** What a pasted sheet of objectives would bring. */
export const objectiveImportPreview = sheetReading.extend({ objectives: z.array(importedObjective) })
export type ObjectiveImportPreview = z.output<typeof objectiveImportPreview>

export const objectiveImportResult = z.object({
  objectives: z.number().int(),
  keyResults: z.number().int(),
  unchanged: z.number().int(),
  rejects: z.array(rejectedLine),
})
export type ObjectiveImportResult = z.output<typeof objectiveImportResult>

/** A file as the cells that could be pasted instead, and what in it could not be read. */
export const sheetCells = z.object({
  pasted: z.string(),
  sheet: z.string().nullable(),
  /** Other sheets of the workbook. */
  otherSheets: z.array(z.string()),
  faults: z.array(z.string()),
})
export type SheetCells = z.output<typeof sheetCells>

const base = '/workspaces/{workspace}/plans/{planId}/objectives/import' as const
const tags = ['plans']
const sheet = inWorkspace.extend({ planId: uuid, pasted: pastedCells })

export const planSheetRoutes = {
  previewObjectiveImport: route('plans:write', 'asks')
    .route({
      method: 'POST',
      path: `${base}/preview`,
      tags,
      summary: 'What a sheet of objectives and key results would bring, and the lines it would reject',
    })
    .input(sheet)
    .output(objectiveImportPreview),
  importObjectives: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: base,
      tags,
      summary: 'Take the good lines of a sheet as objectives and key results; what is there already stays as it is',
      successStatus: 201,
    })
    .input(sheet)
    .output(objectiveImportResult),
}
