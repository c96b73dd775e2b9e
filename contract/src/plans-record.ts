import { z } from 'zod'
import { date, moment, month, rowId, text, uuid } from './values.ts'

/** A day and a month that a plan may name: so far from the end of the years that it can be counted on from them. */
export const planDay = date.regex(/^[12]/, 'a plan names no day after the year 2999')
export const planMonth = month.regex(/^[12]/, 'a plan names no month after the year 2999')

/** Parts of a plan that are built of records of their own; every other section holds statements and fields. */
export const PLAN_PARTS = [
  'statements',
  'goals',
  'white_space',
  'swot',
  'objectives',
  'actions',
  'value_cases',
  'buying_process',
  'team',
  'reviews',
] as const

export const planField = z.object({
  key: text(60),
  label: text(120),
  help: text(600, 0).default(''),
  kind: z.enum(['text', 'number', 'money', 'date', 'choice']),
  /** Of fields of kind "choice". */
  choices: z.array(text(120)).max(40).default([]),
  isRequired: z.boolean().default(false),
})

/** A section of a plan, as its template gave it. */
export const planSection = z.object({
  key: text(60),
  title: text(120),
  help: text(1_000, 0).default(''),
  part: z.enum(PLAN_PARTS),
  /** Who may see it: everybody who sees the plan, the inner team alone, or the customer as well. */
  audience: z.enum(['plan', 'inner', 'customer']).default('plan'),
  fields: z.array(planField).max(40).default([]),
  /** Months until a statement of this section is doubtful; null where it does not age. */
  freshMonths: z.number().int().min(1).max(120).nullable().default(12),
})

export const planPeriod = z.object({ number: z.number().int(), startsOn: date, endsOn: date, label: z.string() })

export const planAccount = z.object({ id: rowId, code: z.string(), name: z.string() })

/** A plan without its content: what every page of it needs. */
export const planHeader = z.object({
  id: uuid,
  account: planAccount,
  /** Unit or region of a plan below another; empty for the plan of the whole account. */
  scope: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'active', 'closed']),
  parent: z.object({ id: uuid, title: z.string() }).nullable(),
  children: z.array(z.object({ id: uuid, title: z.string(), scope: z.string() })),
  template: z.object({ id: uuid, name: z.string(), number: z.number().int() }).nullable(),
  sections: z.array(planSection),
  periods: z.array(planPeriod),
  tier: z.string().nullable(),
  /** Whether the reader belongs to the inner team and sees its sections. */
  isInner: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
  closedOn: date.nullable(),
  version: z.number().int(),
})
