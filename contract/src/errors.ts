import { z } from 'zod'

/** One wrong field of a request: where it is, a code, and a sentence. */
export const fieldError = z.object({ path: z.string(), code: z.string(), message: z.string() })

/** The body of every error answer (RFC 9457), media type application/problem+json. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(fieldError).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type Problem = z.infer<typeof problem>
