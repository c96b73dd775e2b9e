import type { Company } from '../companies.ts'
import type { Cast } from './cast.ts'
import { dayAfter } from './days.ts'
import type { SampleStatement } from './sample-plan.ts'

interface Situation {
  readonly business: string
  readonly strategy: string
  readonly goals: string
  readonly pressures: string
  readonly promise: string
}

/** What a trade lives on and worries about. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
  'Machine building': {
    business: 'Builds machines to order. Two thirds of the profit come from spare parts and service.',
    strategy: 'Fewer variants, delivery in half the time, service contracts for every machine.',
    goals: 'Delivery time from twenty weeks to twelve; stock down by a fifth.',
    pressures: 'Skilled fitters are missing, and customers pay later.',
    promise: 'Four weeks less waiting for parts of fluid technology on each machine.',
  },
  'Process industry': {
    business: 'Runs continuous plants for intermediate products, sold under contracts of several years.',
    strategy: 'Raise the output of the plants in place instead of building new ones.',
    goals: 'Availability of the large lines above 96 percent.',
    pressures: 'Energy prices, permits, and competitors with newer plants.',
    promise: 'Three days more production in a year for each large line.',
  },
  'Food and beverage': {
    business: 'Fills and packs for retail chains, which renew their contracts every year.',
    strategy: 'Grow with private labels, and one more plant near the largest retailer.',
    goals: 'Water and energy per litre down by a tenth.',
    pressures: 'Retailers press prices; audits become stricter.',
    promise: 'No stop for hygiene that has its cause in our parts.',
  },
  'Water and environment': {
    business: 'Builds and runs water treatment for towns and industry, mostly won by tender.',
    strategy: 'From building plants to running them for ten years.',
    goals: 'Half of the new orders with operation included.',
    pressures: 'New limits, tight public budgets, long payment terms.',
    promise: 'Lower cost over ten years, proven by measured values.',
  },
  Energy: {
    business: 'Generates and distributes heat and power, with plants of very different ages.',
    strategy: 'Replace coal by heat pumps and waste heat within six years.',
    goals: 'Two sites changed over before the next heating season.',
    pressures: 'Permits take long, and outages make the news.',
    promise: 'Change-over within the summer break, with parts on site beforehand.',
  },
  'Building services': {
    business: 'Plans and installs pipework for hospitals, offices and laboratories.',
    strategy: 'More prefabrication in the workshop, fewer hours on site.',
    goals: 'Half of all pipework prefabricated.',
    pressures: 'Fitters are scarce and sites are late; nobody plans deliveries.',
    promise: 'Material for each floor and day, in one delivery.',
  },
  'Trade and distribution': {
    business: 'Sells parts to workshops and small plants from regional branches.',
    strategy: 'One catalogue, next-day delivery everywhere.',
    goals: 'Availability above 98 percent with a tenth less stock.',
    pressures: 'Web shops, and suppliers who sell past them.',
    promise: 'Availability of our range at 99 percent with half of the stock.',
  },
  'Vehicle and rail': {
    business: 'Supplies brake and cooling modules to makers of trains and heavy vehicles.',
    strategy: 'Become the second source for each of the five large makers.',
    goals: 'Two new platforms nominated this year.',
    pressures: 'Audits, documentation and yearly price cuts in the contracts.',
    promise: 'Complete documentation with each part, and no late delivery to the line.',
  },
}

const MONTH_DAYS = 30

/** What people wrote about the account; the ledger's own sentences come by themselves. */
export function statementsOf(company: Company, cast: Cast, until: string): SampleStatement[] {
  const situation = SITUATIONS[company.segment.name]
  if (!situation) return []
  const ago = (months: number) => dayAfter(until, -months * MONTH_DAYS)
  const said = { source: `${cast.executive.name}, in the yearly talk`, isConfirmed: true }
  const [first, second] = cast.competitors
  return [
    { ...at('profile', 'business'), ...said, content: situation.business, asOf: ago(5) },
    {
      ...at('profile', 'competitors'),
      content: `${first} with about a third of the wallet, ${second} where we are late.`,
      source: 'Offers we lost',
      asOf: ago(14),
      isConfirmed: false,
    },
    { ...at('customer', 'strategy'), ...said, content: situation.strategy, asOf: ago(4) },
    { ...at('customer', 'goals'), ...said, content: situation.goals, asOf: ago(8) },
    {
      ...at('customer', 'pressures'),
      content: situation.pressures,
      source: `${cast.operations.name}, on site`,
      asOf: ago(2),
      isConfirmed: true,
    },
    { ...at('value', 'promise'), content: situation.promise, source: 'Our proposal', asOf: ago(3), isConfirmed: false },
    {
      ...at('risks', 'largest'),
      content: `${cast.buyer.name} leaves for retirement next year; the successor knows ${first} better than us.`,
      source: 'Our own judgement',
      asOf: ago(1),
      isConfirmed: false,
    },
    {
      ...at('resources', 'people'),
      content: 'Sales sixteen hours, application engineering ten, service twelve hours per month.',
      source: 'Capacity round of the council',
      asOf: ago(6),
      isConfirmed: true,
    },
    {
      ...at('reviews', 'internal'),
      content: 'Every month for half an hour, with everybody who owns an action.',
      source: 'Agreed in the team',
      asOf: ago(6),
      isConfirmed: true,
    },
    {
      ...at('reviews', 'joint'),
      content: `Every quarter with ${cast.buyer.name} and ${cast.operations.name}, at their place and ours in turn.`,
      source: `${cast.buyer.name}, by mail`,
      asOf: ago(6),
      isConfirmed: true,
    },
  ]
}

function at(sectionKey: string, fieldKey: string) {
  return { sectionKey, fieldKey }
}
