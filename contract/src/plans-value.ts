import { z } from 'zod'
import { planMonth } from './plans-record.ts'
import { route } from './route.ts'
import { currency, figure, fraction, inWorkspace, moment, money, month, text, uuid, writtenMoney } from './values.ts'

/** Most value cases that stand in a plan, and most drivers that one has. */
export const VALUE_CASE_LIMIT = 50
export const VALUE_DRIVER_LIMIT = 40
/** Most years that a case looks ahead. */
export const VALUE_YEARS = 10

/** Whom it pays: what working with us is worth to them, or what the account is worth to us. The latter are margins. */
export const VALUE_BENEFICIARIES = ['customer', 'us'] as const
export const VALUE_KINDS = ['benefit', 'cost'] as const
/** How firm a driver is: said by us, agreed as a baseline with the customer, or measured. */
export const VALUE_EVIDENCE = ['claimed', 'agreed', 'measured'] as const
/**
 * What is doubtful about a case: no cost, no benefit, a benefit that is only claimed, one without a baseline, one without
 * somebody of the customer who answers for it, or drivers whose range is not stated.
 */
export const VALUE_MARKS = ['no_cost', 'no_benefit', 'only_claimed', 'no_baseline', 'nobody_named', 'no_range'] as const

const kind = z.enum(VALUE_KINDS)
const beneficiary = z.enum(VALUE_BENEFICIARIES)

/** What a driver brings or costs in a year, before it is weighed; low and high are null where no range is stated. */
const yearAmount = z.object({ low: money.nullable(), base: money, high: money.nullable() })
const writtenYear = z.object({
  low: writtenMoney.nullable().default(null),
  base: writtenMoney,
  high: writtenMoney.nullable().default(null),
})

export const valueDriver = z.object({
  id: uuid,
  caseId: uuid,
  kind,
  name: z.string(),
  /** How the amount comes about, in words: 120 hours a year at 85 an hour. */
  method: z.string(),
  /** What it is measured against. */
  baseline: z.string(),
  source: z.string(),
  evidence: z.enum(VALUE_EVIDENCE),
  /** Who of the customer in the plan's team answers for it; null while nobody is named, or where the team is hidden. */
  owner: z.object({ id: uuid, name: z.string(), function: z.string() }).nullable(),
  /** How likely it comes true, 0 to 1; of costs always 1. */
  probability: fraction,
  /** The part of it that is due to us, 0 to 1. */
  attribution: fraction,
  /** From the beginning (year 0) to the last year of the case. */
  years: z.array(yearAmount),
  authorName: z.string(),
  updatedAt: moment,
  version: z.number().int(),
})

/** What a case comes to under one view of its drivers. */
export const valueResult = z.object({
  /** Benefits less costs, year by year from year 0, and the sums over all years. */
  flows: z.array(money),
  benefits: money,
  costs: money,
  net: money,
  /** (Benefits - costs) / costs, not discounted. */
  returnOnInvestment: figure(fraction),
  netPresentValue: figure(money),
  /** Not unique where the flows change sign more than once: then it is not told. */
  internalRate: figure(fraction),
  /** Years until all that was paid has come back, the last one in part. */
  paybackYears: figure(z.number()),
  discountedPaybackYears: figure(z.number()),
})

export const valueCase = z.object({
  id: uuid,
  title: z.string(),
  beneficiary,
  note: z.string(),
  /** The first month of year 1; year 0 is what comes before. */
  startsOn: month,
  years: z.number().int(),
  /** A year, as a fraction. */
  discountRate: fraction,
  drivers: z.array(valueDriver),
  /**
   * Low takes the low benefits and the high costs, high the other way round; all weighed by what is due to us. Expected is the
   * base with every benefit weighed by how likely it is.
   */
  results: z.object({ low: valueResult, base: valueResult, high: valueResult, expected: valueResult }),
  marks: z.array(z.enum(VALUE_MARKS)),
  authorName: z.string(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** The whole part; cases of what the account is worth to us are there for those alone who see margins. */
export const valuePart = z.object({ currency, cases: z.array(valueCase) })

const caseContent = {
  title: text(200),
  note: text(2_000, 0),
  startsOn: planMonth,
  years: z.number().int().min(1).max(VALUE_YEARS),
  discountRate: z.number().min(0).max(1),
}
const driverContent = {
  kind,
  name: text(200),
  method: text(1_000, 0),
  baseline: text(1_000, 0),
  source: text(500, 0),
  evidence: z.enum(VALUE_EVIDENCE),
  /** Somebody of the customer in the plan's team. */
  ownerId: uuid.nullable(),
  probability: z.number().min(0).max(1),
  attribution: z.number().min(0).max(1),
  /** One for year 0 and one for each year of the case. */
  years: z
    .array(writtenYear)
    .min(2)
    .max(VALUE_YEARS + 1),
}

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/value' as const
const cases = `${base}/cases` as const
const drivers = `${base}/drivers` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const byId = inPlan.extend({ id: uuid })

export const planValueRoutes = {
  readValue: route('plans:read')
    .route({ method: 'GET', path: base, tags, summary: 'Value cases with return, present value and payback' })
    .input(inPlan)
    .output(valuePart),
  addValueCase: route('plans:write', 'creates')
    .route({ method: 'POST', path: cases, tags, summary: 'Add a value case', successStatus: 201 })
    .input(
      inPlan.extend({
        ...caseContent,
        beneficiary,
        note: caseContent.note.default(''),
        years: caseContent.years.default(3),
        discountRate: caseContent.discountRate.default(0.1),
      }),
    )
    .output(valueCase),
  changeValueCase: route('plans:write', 'changes')
    .route({
      method: 'PATCH',
      path: `${cases}/{id}`,
      tags,
      summary:
        'Change a value case; what is left out stays. Fewer years are refused while a driver has amounts in those that go',
    })
    .input(byId.extend(z.object(caseContent).partial().shape))
    .output(valueCase),
  removeValueCase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${cases}/{id}/remove`, tags, summary: 'Take a value case out with its drivers' })
    .input(byId)
    .output(valueCase),
  restoreValueCase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${cases}/{id}/restore`, tags, summary: 'Put a value case back with its drivers' })
    .input(byId)
    .output(valueCase),
  addValueDriver: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${cases}/{id}/drivers`,
      tags,
      summary: 'Add a driver to a case',
      successStatus: 201,
    })
    .input(
      byId.extend({
        ...driverContent,
        method: driverContent.method.default(''),
        baseline: driverContent.baseline.default(''),
        source: driverContent.source.default(''),
        evidence: driverContent.evidence.default('claimed'),
        ownerId: driverContent.ownerId.default(null),
        probability: driverContent.probability.default(1),
        attribution: driverContent.attribution.default(1),
      }),
    )
    .output(valueCase),
  changeValueDriver: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: `${drivers}/{id}`, tags, summary: 'Change a driver; what is left out stays' })
    .input(byId.extend(z.object(driverContent).partial().shape))
    .output(valueCase),
  removeValueDriver: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${drivers}/{id}/remove`, tags, summary: 'Take a driver out; it can be put back' })
    .input(byId)
    .output(z.object({ case: valueCase, removed: z.object({ id: uuid, version: z.number().int() }) })),
  restoreValueDriver: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${drivers}/{id}/restore`, tags, summary: 'Put a driver back' })
    .input(byId)
    .output(valueCase),
}

export type ValueCase = z.output<typeof valueCase>
export type ValueDriver = z.output<typeof valueDriver>
export type ValueResult = z.output<typeof valueResult>
export type ValuePart = z.output<typeof valuePart>
