import { z } from 'zod'
import { route } from './route.ts'
import { fraction, inWorkspace, moment, text, uuid } from './values.ts'

const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)
const weight = z.object({ key, value: z.number().min(0).max(1000) })
/** `item` matters `value` times as much as `against`: 1/9 to 9. */
const comparison = z.object({ item: key, against: key, value: z.number().min(0.1).max(9) })
/** A table of random indices: the yardstick of consistency. */
const randomIndexTable = z.enum(['saaty_classic', 'saaty_2005', 'donegan_dodd_1991'])

/**
 * Points that add up to 100; swings with the most valuable at 100; comparisons in pairs; or `aside`: whoever leads the
 * weighing sees the others' weights without having any.
 */
export const weightAnswers = z.discriminatedUnion('method', [
  z.object({ method: z.literal('direct'), weights: z.array(weight).max(40) }),
  z.object({ method: z.literal('swing'), weights: z.array(weight).max(40) }),
  z.object({
    method: z.literal('pairwise'),
    comparisons: z.array(comparison).max(780),
    table: randomIndexTable,
  }),
  z.object({ method: z.literal('aside') }),
])

const consistency = z.object({
  lambdaMax: z.number(),
  index: z.number(),
  ratio: z.number(),
  table: randomIndexTable,
  limit: z.number(),
  isConsistent: z.boolean(),
})

const methods = z.object({ direct: z.number().int(), swing: z.number().int(), pairwise: z.number().int() })

/** Where the weights of a version come from. */
export const weightSource = z.object({
  appliedAt: moment,
  byName: z.string(),
  people: z.number().int(),
  methods,
  /** Of the comparisons all made in common; null where nobody compared. */
  consistency: consistency.nullable(),
  /** Given where comparisons contradict each other. */
  reason: z.string().nullable(),
  /** False: the weights were changed by hand since. */
  isCurrent: z.boolean(),
  canUndo: z.boolean(),
})

const groupMember = z.object({
  /** Null for people who may not change the criteria. */
  name: z.string().nullable(),
  isOwn: z.boolean(),
  method: z.enum(['direct', 'swing', 'pairwise']),
  /** In the order of the criteria. */
  shares: z.array(fraction),
  /** The part of the weight that lies elsewhere than the group's. */
  distance: fraction,
  isFarOff: z.boolean(),
  consistency: consistency.nullable(),
  hasSeenOthers: z.boolean(),
})

const weightGroup = z.object({
  shares: z.array(
    z.object({
      key: z.string(),
      share: fraction,
      lowest: fraction,
      highest: fraction,
      /** Whole points that add up to 100, as the criteria would get them. */
      points: z.number().int(),
    }),
  ),
  /** Furthest off first. */
  members: z.array(groupMember),
  methods,
  consistency: consistency.nullable(),
  /** People whose weights are about other criteria than the draft has now; they do not count. */
  outdated: z.number().int(),
  /** Only one person weighed. */
  isOnePerson: z.boolean(),
  /** Comparisons contradict each other, in common or of a member: applying takes a written reason. */
  needsReason: z.boolean(),
})

export const weighting = z.object({
  criteriaSet: z.object({
    id: uuid,
    name: z.string(),
    number: z.number().int(),
    status: z.enum(['draft', 'published', 'retired']),
    version: z.number().int(),
  }),
  criteria: z.array(
    z.object({ key: z.string(), name: z.string(), definition: z.string(), weight: z.number(), isSize: z.boolean() }),
  ),
  source: weightSource.nullable(),
  own: z
    .object({
      answers: weightAnswers,
      isGiven: z.boolean(),
      hasSeenOthers: z.boolean(),
      /** Given, but for other criteria than the draft has now. */
      isOutdated: z.boolean(),
      version: z.number().int(),
    })
    .nullable(),
  given: z.number().int(),
  begun: z.number().int(),
  /** Who is at it; null for people who may not change the criteria. */
  people: z.array(z.object({ name: z.string(), isGiven: z.boolean() })).nullable(),
  /** Null until one has given one's own weights, and while nobody has. */
  group: weightGroup.nullable(),
})

const tags = ['program']
const byId = inWorkspace.extend({ id: uuid })
const at = '/workspaces/{workspace}/criteria-sets/{id}' as const
const applied = z.object({ id: uuid, version: z.number().int(), weights: z.array(weight) })

export const programWeightRoutes = {
  readWeighting: route('selection:judge')
    .route({ method: 'GET', path: `${at}/weighting`, tags, summary: 'One’s own weights and, once given, the group’s' })
    .input(byId)
    .output(weighting),
  saveWeights: route('selection:judge', 'changes')
    .route({
      method: 'PUT',
      path: `${at}/weighting/own`,
      tags,
      summary: 'Keep or give one’s own weights for a draft; the first version is 0',
    })
    .input(byId.extend({ answers: weightAnswers, isGiven: z.boolean() }))
    .output(z.object({ version: z.number().int(), isGiven: z.boolean() })),
  applyWeights: route('program:write', 'changes')
    .route({
      method: 'POST',
      path: `${at}/group-weights`,
      tags,
      summary: 'Give a draft the weights of the group, as they were seen',
    })
    .input(byId.extend({ weights: z.array(weight).max(40), reason: text(1_000, 0).default('') }))
    .output(applied),
  undoWeights: route('program:write', 'changes')
    .route({
      method: 'POST',
      path: `${at}/group-weights/undo`,
      tags,
      summary: 'Give a draft the weights it had before the group’s',
    })
    .input(byId)
    .output(applied),
}
