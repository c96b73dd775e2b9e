import { z } from 'zod'
import { moment } from './values.ts'

/** That something was done; what it says stands in the plan, for those who may see it. */
export const planChange = z.object({
  /** What it was done to, by its name; null where that is hidden from the reader, or nothing has a name. */
  item: z.string().nullable(),
  /** It can be taken back by itself, because nothing came after it; what took something back can be done again. */
  mayUndo: z.boolean(),
  /** Which deed it takes back or does again; null for a deed of its own. */
  of: z.object({ action: z.string(), actorName: z.string(), at: moment }).nullable(),
  /** What became of it: somebody took it back, or did it again after that. Null while nobody did. */
  fate: z.object({ kind: z.enum(['taken_back', 'done_again']), actorName: z.string(), at: moment }).nullable(),
  id: z.string(),
  at: moment,
  actorName: z.string(),
  /** "plans.rolled-forward", "plans.objective-added". */
  action: z.string(),
})
