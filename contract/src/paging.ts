import { z } from 'zod'
import { queryInteger } from './values.ts'

export const PAGE_LIMIT = 200

/** Every list is read page by page: `cursor` is the `nextCursor` of the page before, opaque to callers. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: queryInteger(1, PAGE_LIMIT).default(50),
})

/** One page of a list: the rows, the way on, and how many rows there are in all. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
  })
}
