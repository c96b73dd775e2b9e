import { elementAt } from '../chance.ts'
import type { Company } from '../companies.ts'
import type { Customer } from '../customers.ts'
import { PRODUCT_LINES } from '../products.ts'
import { priceRealization } from '../profiles.ts'
import { dayAfter } from './days.ts'
import type { SampleBridgeEntry, SampleCell, SampleGoal, SampleWhiteSpace } from './sample-plan.ts'
import { type PlanSetting, thousands } from './setting.ts'

const GROWTH = 1.06
/** What a year of better terms adds to the margin, of net revenue. */
const MARGIN_STEP = 0.005
const UNITS_AT_MOST = 8

interface Service {
  readonly name: string
  /** What is spent on it in a year, of what they buy from us. */
  readonly share: number
}

/** What we do beside the product lines; invoices do not tell it apart. */
const SERVICES: readonly Service[] = [
  { name: 'Call-off stock on site', share: 0.03 },
  { name: 'Maintenance contract', share: 0.08 },
  { name: 'Measuring and balancing', share: 0.02 },
  { name: 'Prefabricated modules', share: 0.12 },
  { name: 'Training of fitters', share: 0.01 },
]

/** Net revenue and gross margin for every period: a little more each year, from what the account earns on its terms. */
export function goalsOf(setting: PlanSetting): SampleGoal[] {
  const { outline, yearlyNet } = setting
  if (outline.themes.length === 0) return []
  const margin = marginRate(setting)
  const parts = outline.periodKind === 'year' ? 1 : 4
  return Array.from({ length: outline.periods }, (_, index) => {
    const steps = Math.floor(index / parts) + 1
    const year = yearlyNet * GROWTH ** steps
    const goal = (measure: SampleGoal['measure'], amount: number) => ({
      period: index + 1,
      measure,
      amount: thousands(amount / parts),
    })
    return [goal('net_revenue', year), goal('gross_margin', year * (margin + MARGIN_STEP * steps))]
  }).flat()
}

/** Gross margin of net revenue: what their terms leave of list prices, less the standard cost of what they buy. */
function marginRate({ customers }: PlanSetting): number {
  let net = 0
  let cost = 0
  for (const { company, terms, lineWeights } of customers) {
    const all = lineWeights.reduce((sum, weight) => sum + weight, 0)
    const costShare = PRODUCT_LINES.reduce((sum, line, at) => sum + (line.costShare * (lineWeights[at] ?? 0)) / all, 0)
    net += company.yearlyNet
    cost += (company.yearlyNet / priceRealization(terms)) * costShare
  }
  return 1 - cost / net
}

/** What leads from today to the goal of the period that runs, or comes next. */
export function bridgeOf({ outline, yearlyNet, cast }: PlanSetting): SampleBridgeEntry[] {
  if (outline.themes.length === 0 || outline.stage === 'closed') return []
  const isYearly = outline.periodKind === 'year'
  const period = isYearly ? 1 + Math.max(0, -outline.startYear) : Math.min(4, outline.periods)
  const part = isYearly ? 1 : 0.25
  const entry = (kind: SampleBridgeEntry['kind'], share: number, said: readonly [string, string]) => ({
    period,
    kind,
    amount: thousands(yearlyNet * share * part),
    note: said[0],
    source: said[1],
  })
  return [
    entry('committed_growth', 0.02, ['Price clause of the contract', 'Contract, appendix 2']),
    entry('pipeline', 0.025, ['Two offers above half', `Offers to ${cast.buyer.name}`]),
    entry('white_space', 0.01, ['First units of the white space', 'White space of this plan']),
  ]
}

/** The companies of the account against all product lines and services, with what we know of what others supply. */
export function whiteSpaceOf(setting: PlanSetting): SampleWhiteSpace | null {
  const { outline, customers } = setting
  const buying = customers.slice(0, UNITS_AT_MOST)
  if (outline.themes.length === 0 || outline.scope !== '' || buying.length === 0) return null
  const lines = PRODUCT_LINES.map(({ name }) => ({ name, productLine: name }))
  return {
    units: buying.map(({ company }) => ({ code: company.code, name: company.name.slice(0, 120) })),
    offerings: [...lines, ...SERVICES.map(({ name }) => ({ name, productLine: null }))],
    cells: buying.flatMap((customer) => [
      ...PRODUCT_LINES.flatMap((_, line) => lineCell(setting, customer, line)),
      ...SERVICES.flatMap((service) => serviceCell(setting, customer.company, service)),
    ]),
  }
}

/** Where they buy from us, an estimate of all they spend; elsewhere what is known of others. */
function lineCell(setting: PlanSetting, { company, lineWeights }: Customer, line: number): SampleCell[] {
  const { chance } = setting
  const { name } = elementAt(PRODUCT_LINES, line)
  const weight = elementAt(lineWeights, line)
  if (weight > 0) {
    const spent = (company.yearlyNet * weight) / lineWeights.reduce((sum, each) => sum + each, 0)
    const wallet = spent * chance.between(1.4, 2.6)
    return chance.happens(0.7) ? [cellOf(setting, { company, name, wallet }, null)] : []
  }
  const { appetite } = company.segment
  const share = elementAt(appetite, line) / appetite.reduce((sum, each) => sum + each, 0)
  const wallet = company.yearlyNet * share * chance.between(0.8, 1.6)
  const state = elementAt(['competitor', 'open', 'not_needed', null] as const, chance.pickWeighted([45, 25, 10, 20]))
  return state === null ? [] : [cellOf(setting, { company, name, wallet }, state)]
}

/** One in five cells is not known to anybody. */
function serviceCell(setting: PlanSetting, company: Company, { name, share }: Service): SampleCell[] {
  const { chance } = setting
  const wallet = company.yearlyNet * share * chance.between(0.6, 1.4)
  const states = ['owned', 'competitor', 'open', 'not_needed', null] as const
  const state = elementAt(states, chance.pickWeighted([12, 28, 32, 8, 20]))
  return state === null ? [] : [cellOf(setting, { company, name, wallet }, state)]
}

interface Place {
  readonly company: Company
  readonly name: string
  /** Spent in a year with anybody. */
  readonly wallet: number
}

function cellOf(
  { chance, cast, until, outline }: PlanSetting,
  { company, name, wallet }: Place,
  state: SampleCell['state'],
): SampleCell {
  const isCompetitor = state === 'competitor'
  const isNeeded = state !== 'not_needed'
  const isJudged = (isCompetitor || state === 'open') && outline.progress > 0
  return {
    unitCode: company.code,
    offering: name,
    state,
    competitor: isCompetitor ? chance.pick(cast.competitors) : null,
    competitorShare: isCompetitor ? chance.whole(12, 20) / 20 : null,
    renewalOn: isCompetitor ? dayAfter(until, chance.whole(40, 540)) : null,
    potential: isNeeded ? { low: hundreds(wallet * 0.7), base: hundreds(wallet), high: hundreds(wallet * 1.5) } : null,
    needProbability: isJudged ? chance.whole(6, 10) / 10 : null,
    winProbability: isJudged ? chance.whole(1, 6) / 10 : null,
    source: isNeeded ? `${cast.buyer.name}, over the phone` : 'Seen on site',
    note: isNeeded ? '' : 'They do it themselves',
  }
}

function hundreds(amount: number): string {
  return String(Math.max(1, Math.round(amount / 100)) * 100)
}
