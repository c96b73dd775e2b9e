import { type Chance, chanceFor } from '../chance.ts'
import type { Company } from '../companies.ts'
import type { Customer } from '../customers.ts'
import { PRODUCT_LINES } from '../products.ts'
import { type Cast, castOf } from './cast.ts'
import { dayAfter, yearStart } from './days.ts'
import { OUTLINES, type PlanOutline } from './outlines.ts'

/** All that the parts of one plan are written from. */
export interface PlanSetting {
  readonly outline: PlanOutline
  readonly chance: Chance
  readonly cast: Cast
  readonly company: Company
  /** The companies the plan covers, the one it is for first. */
  readonly companies: readonly Company[]
  readonly customers: readonly Customer[]
  /** What the plan answers for in an ordinary year, without the plans below it. */
  readonly yearlyNet: number
  readonly begunOn: string
  /** The last day anybody worked on it. */
  readonly lastDay: string
  /** The last day of its last period. */
  readonly horizonEnd: string
  /** The last day of the ledger. */
  readonly until: string
}

const PLAN_TOPIC = 21
/** What a unit without companies of its own buys, of the whole account. */
const UNIT_SHARE = 0.08
const CLOSED_DAYS_AGO = 200
const DRAFTED_DAYS_AGO = 25
const FIRST_DAYS = 19

export function settingOf(
  outline: PlanOutline,
  books: {
    readonly seed: number
    readonly companies: readonly Company[]
    readonly customers: readonly Customer[]
    readonly until: string
  },
): PlanSetting {
  const { until } = books
  const account = books.companies.filter(({ plan }) => plan.rank === outline.rank)
  const company = account[outline.company]
  if (!company) throw new RangeError(`Account ${outline.rank} has no company ${outline.company}`)
  const companies = [company, ...below(account, company.code)]
  const codes = new Set(companies.map(({ code }) => code))
  const years = outline.periodKind === 'year' ? outline.periods : Math.ceil(outline.periods / 4)
  return {
    outline,
    chance: chanceFor(books.seed, PLAN_TOPIC, OUTLINES.indexOf(outline)),
    cast: castOf(company),
    company,
    companies,
    customers: books.customers.filter((customer) => codes.has(customer.company.code)),
    yearlyNet: answeredNet(outline, account, netOf(companies)),
    begunOn: begunOn(outline, until),
    lastDay: outline.stage === 'closed' ? dayAfter(until, -CLOSED_DAYS_AGO) : until,
    horizonEnd: dayAfter(yearStart(until, outline.startYear + years), -1),
    until,
  }
}

function below(account: readonly Company[], code: string): Company[] {
  const children = account.filter(({ parentCode }) => parentCode === code)
  return children.flatMap((child) => [child, ...below(account, child.code)])
}

function netOf(companies: readonly Company[]): number {
  return companies.reduce((sum, { yearlyNet }) => sum + yearlyNet, 0)
}

function answeredNet(outline: PlanOutline, account: readonly Company[], whole: number): number {
  if (outline.scope !== '') return whole * UNIT_SHARE
  const children = OUTLINES.filter(({ parentKey }) => parentKey === outline.key)
  return children.reduce((left, child) => {
    const head = account[child.company]
    if (child.scope !== '' || !head) return left - whole * UNIT_SHARE
    return left - netOf([head, ...below(account, head.code)])
  }, whole)
}

function begunOn({ startYear }: PlanOutline, until: string): string {
  if (startYear > 0) return dayAfter(until, -DRAFTED_DAYS_AGO)
  const day = dayAfter(yearStart(until, startYear), FIRST_DAYS)
  return day < until ? day : until
}

/** Net revenue of an ordinary year in one product line, whole euro. */
export function lineNet(setting: PlanSetting, productLine: string): number {
  const line = PRODUCT_LINES.findIndex(({ name }) => name === productLine)
  return setting.customers.reduce((sum, customer) => {
    const all = customer.lineWeights.reduce((total, weight) => total + weight, 0)
    return sum + (customer.company.yearlyNet * (customer.lineWeights[line] ?? 0)) / Math.max(all, 1)
  }, 0)
}

export function thousands(amount: number): string {
  return String(Math.max(1, Math.round(amount / 1000)) * 1000)
}

/** A day of the plan's life: not before it was begun, not after the last day anybody worked on it. */
export function dayInLife({ begunOn: first, lastDay }: PlanSetting, day: string): string {
  if (day < first) return first
  return day > lastDay ? lastDay : day
}
