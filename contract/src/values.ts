import { z } from 'zod'

/** Slug of the workspace, the first part of every tenant path. */
export const workspaceSlug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)

/** Id of an account, product or other numbered row: opaque to callers. */
export const rowId = z.string().regex(/^[0-9]{1,18}$/)
export const uuid = z.uuid()

/** A string without NUL, control characters or lone surrogates, trimmed. */
export function text(maximum: number, minimum = 1) {
  return z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .refine((value) => value.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(value), {
      error: 'contains characters that cannot be stored',
    })
}

export const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, such as EUR')
/** Years have four digits: neither the database nor a shift by some years has anything to do with the year 0. */
export const date = z.iso.date({ abort: true }).regex(/^[1-9]/, 'a date looks like 2026-10-31')
export const month = z.string().regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, 'a month looks like 2026-10')
export const moment = z.iso.datetime({ offset: true })

/** Money as an exact decimal string in the reporting currency unless a currency stands beside it. */
export const money = z.string().regex(/^-?\d+(\.\d+)?$/)
/** Money as people and programs may write it. */
export const writtenMoney = z
  .string()
  .regex(/^-?\d{1,16}(\.\d{1,10})?$/, 'an amount has at most 16 digits and 10 decimals')
/** A fraction: 0.25 is 25 percent. */
export const fraction = z.number()

/** Marks a field that only people with the right to see margins and costs receive; for others it is null. */
export function marginsOnly<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().meta({ confidential: 'margins' })
}

/** Status and reasons of a figure that may be unknown. */
export const figureStatus = z.enum(['ok', 'degraded', 'insufficient_data', 'not_applicable'])
export function figure<Value extends z.ZodType>(value: Value) {
  return z.object({ value: value.nullable(), status: figureStatus, reasons: z.array(z.string()) })
}

export const inWorkspace = z.object({ workspace: workspaceSlug })

/** Number from a query string. */
export const queryInteger = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum)

export const queryFlag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((value) => value === true || value === 'true')
