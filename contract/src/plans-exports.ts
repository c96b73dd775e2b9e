import { z } from 'zod'

/** PPTX for the review, DOCX, PDF and Markdown to read, XLSX to compute with, JSON to bring back in. */
export const PLAN_FORMATS = ['pptx', 'docx', 'xlsx', 'pdf', 'md', 'json'] as const
export const PLAN_AUDIENCES = ['internal', 'customer'] as const

const planFormat = z.enum(PLAN_FORMATS)
const planAudience = z.enum(PLAN_AUDIENCES)

/** How a plan is asked for as a file; sections by their keys with commas between them. */
export const planExportQuery = z.object({
  format: planFormat.default('pptx'),
  audience: planAudience.default('internal'),
  sections: z
    .string()
    .max(4_000)
    .transform((keys) => keys.split(',').filter((key) => key !== ''))
    .optional(),
})

/** What is wrong in a file that is to become a plan: where, what stands there, and what to do about it. */
const planImportFault = z.object({
  path: z.string(),
  value: z.string(),
  message: z.string(),
  wayOut: z.string(),
})

/** What a file would make, or has made. */
const planImportAnswer = z.object({
  account: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
  title: z.string(),
  /** How many of each would be made. */
  counts: z.array(z.object({ what: z.string(), count: z.number().int() })),
  /** Nothing is made while there is one. */
  faults: z.array(planImportFault),
  /** What will be otherwise than in the file, in sentences. */
  notes: z.array(z.string()),
  /** The new plan; null while nothing was made. */
  planId: z.string().nullable(),
})

export type PlanFormat = z.output<typeof planFormat>
export type PlanAudience = z.output<typeof planAudience>
export type PlanImportFault = z.output<typeof planImportFault>
export type PlanImportAnswer = z.output<typeof planImportAnswer>
