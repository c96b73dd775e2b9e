import type { SampleActor, SampleValueCase, SampleValueDriver } from './sample-plan.ts'
import type { PlanSetting } from './setting.ts'

/** What a driver brings or costs from the beginning on, as shares of what the case is measured by. */
interface Shares {
  readonly shares: readonly number[]
  /** How far below and above it may lie; null where nobody has said. */
  readonly range: readonly [low: number, high: number] | null
}

type Said = Omit<SampleValueDriver, 'years' | 'owner' | 'probability' | 'attribution'> &
  Partial<Pick<SampleValueDriver, 'owner' | 'probability' | 'attribution'>>

/** What they spend on valves with anybody, of what they buy from us. */
const VALVES = 0.5
const SURE = { owner: null, probability: 1, attribution: 1 } as const

/** Value cases of the plans that have come far enough to be asked what they pay, by the keys of the plans. */
const WRITERS: Readonly<Record<string, (setting: PlanSetting) => readonly SampleValueCase[]>> = {
  'second-year': (setting) => [valvesForThem(setting), valvesForUs(setting)],
  group: (setting) => [pumpsForThem(setting)],
  costly: (setting) => [ordersForThem(setting)],
}

export function valueCasesOf(setting: PlanSetting): readonly SampleValueCase[] {
  return WRITERS[setting.outline.key]?.(setting) ?? []
}

function driver(measure: number, { shares, range }: Shares, said: Said): SampleValueDriver {
  const amount = (share: number) => String(Math.round((measure * share) / 100) * 100)
  return {
    ...SURE,
    ...said,
    years: shares.map((share) => ({
      low: range === null || share === 0 ? null : amount(share * range[0]),
      base: amount(share),
      high: range === null || share === 0 ? null : amount(share * range[1]),
    })),
  }
}

/** The first month of the year that begins while the plan runs. */
function startOf({ until, outline }: PlanSetting): string {
  return `${Number(until.slice(0, 4)) + Math.min(0, outline.startYear)}-07`
}

function valvesForThem(setting: PlanSetting): SampleValueCase {
  const { cast } = setting
  const valves = setting.yearlyNet * VALVES
  return {
    title: 'One list of valve types for all plants',
    beneficiary: 'customer',
    note: `Worked out with ${cast.operations.name} in two afternoons; the effort is counted before the first order under the contract.`,
    startsOn: startOf(setting),
    years: 3,
    discountRate: 0.08,
    drivers: [
      driver(
        valves,
        { shares: [0.11, 0.02, 0, 0], range: [0.9, 1.3] },
        {
          kind: 'cost',
          name: 'Approval of types and change of drawings',
          method: 'Hours of their engineering office, and ours that are charged',
          baseline: 'Offer for the work, settled by invoice',
          source: 'Project account of the engineering office',
          evidence: 'measured',
          owner: cast.operations,
        },
      ),
      driver(
        valves,
        { shares: [0, 0.04, 0.06, 0.06], range: [0.7, 1.25] },
        {
          kind: 'benefit',
          name: 'Less stock of valves',
          method: '38 types instead of 190: a third less on the shelf, at 9 % a year for capital and space',
          baseline: 'Stock count of the year before',
          source: 'Stock list of all plants',
          evidence: 'agreed',
          probability: 0.9,
          owner: cast.buyer,
        },
      ),
      driver(
        valves,
        { shares: [0, 0.03, 0.04, 0.04], range: [0.6, 1.4] },
        {
          kind: 'benefit',
          name: 'Fewer express orders',
          method: 'Surcharges and night drives for types that nobody has in stock',
          baseline: 'Surcharges of the last twelve months',
          source: 'Invoices of carriers, sorted by plant',
          evidence: 'measured',
          owner: cast.operations,
        },
      ),
      driver(
        valves,
        { shares: [0, 0.02, 0.05, 0.05], range: null },
        {
          kind: 'benefit',
          name: 'Shorter shutdowns',
          method: 'Half a day less for each shutdown, because the kit fits every line',
          baseline: '',
          source: 'Our own estimate',
          evidence: 'claimed',
          probability: 0.5,
          attribution: 0.5,
        },
      ),
    ],
  }
}

function valvesForUs(setting: PlanSetting): SampleValueCase {
  const valves = setting.yearlyNet * VALVES
  return {
    title: 'What the frame contract is worth to us',
    beneficiary: 'us',
    note: 'Only what the contract adds to the sales of today.',
    startsOn: startOf(setting),
    years: 3,
    discountRate: 0.1,
    drivers: [
      driver(
        valves,
        { shares: [0, 0.05, 0.09, 0.11], range: [0.6, 1.2] },
        {
          kind: 'benefit',
          name: 'Gross margin of the plants that are new',
          method: 'Four plants more, at the margin of the frame price',
          baseline: 'Gross margin of valves in the last twelve months',
          source: 'Price calculation of the offer',
          evidence: 'agreed',
          probability: 0.7,
        },
      ),
      driver(
        valves,
        { shares: [0.04, 0.01, 0.01, 0.01], range: [1, 1.5] },
        {
          kind: 'cost',
          name: 'Call-off stock in the nearest warehouse',
          method: 'Capital, space and handling of six weeks of use',
          baseline: 'Stock plan of logistics',
          source: 'Logistics',
          evidence: 'agreed',
        },
      ),
      driver(
        valves,
        { shares: [0.03, 0, 0, 0], range: null },
        {
          kind: 'cost',
          name: 'Hours of our engineers',
          method: 'Approval of types that we do not charge for',
          baseline: 'Time sheets',
          source: 'Time sheets',
          evidence: 'measured',
        },
      ),
    ],
  }
}

function pumpsForThem(setting: PlanSetting): SampleValueCase {
  const { cast, yearlyNet } = setting
  return {
    title: 'Exchange of the old pumps',
    beneficiary: 'customer',
    note: 'For the forty pumps with the longest hours; the others do not pay within four years.',
    startsOn: startOf(setting),
    years: 4,
    discountRate: 0.08,
    drivers: [
      driver(yearlyNet, { shares: [0.06, 0, 0, 0, 0], range: [0.95, 1.2] }, pumpCost(cast.buyer)),
      driver(
        yearlyNet,
        { shares: [0, 0.016, 0.022, 0.022, 0.022], range: [0.7, 1.3] },
        {
          kind: 'benefit',
          name: 'Electricity saved',
          method: 'Measured draw before and after, times running hours and their price of electricity',
          baseline: 'Three weeks of measuring at six pumps',
          source: 'Measuring report',
          evidence: 'measured',
          probability: 0.95,
          owner: cast.operations,
        },
      ),
      driver(
        yearlyNet,
        { shares: [0, 0.004, 0.006, 0.006, 0.006], range: [0.5, 1.5] },
        {
          kind: 'benefit',
          name: 'Fewer repairs',
          method: 'Seals and bearings that are not changed, with the hours of the fitters',
          baseline: 'Repairs of the last two years',
          source: 'Work orders of maintenance',
          evidence: 'agreed',
          probability: 0.8,
          attribution: 0.8,
          owner: cast.operations,
        },
      ),
    ],
  }
}

function pumpCost(owner: SampleActor): Said {
  return {
    kind: 'cost',
    name: 'Pumps and their installation',
    method: 'Offer for forty pumps, with two weekends of work on site',
    baseline: 'Offer of the year',
    source: 'Our offer, second version',
    evidence: 'agreed',
    owner,
  }
}

function ordersForThem(setting: PlanSetting): SampleValueCase {
  const { cast, yearlyNet } = setting
  return {
    title: 'Orders without paper',
    beneficiary: 'customer',
    note: '',
    startsOn: startOf(setting),
    years: 3,
    discountRate: 0.08,
    drivers: [
      driver(
        yearlyNet,
        { shares: [0.008, 0.001, 0.001, 0.001], range: [0.8, 1.6] },
        {
          kind: 'cost',
          name: 'Connection of their purchasing system',
          method: 'Their integrator for six weeks, then a yearly fee',
          baseline: 'Offer of the integrator',
          source: `${cast.buyer.name}, by mail`,
          evidence: 'agreed',
          owner: cast.buyer,
        },
      ),
      driver(
        yearlyNet,
        { shares: [0, 0.004, 0.006, 0.006], range: [0.6, 1.2] },
        {
          kind: 'benefit',
          name: 'Hours of purchasing and bookkeeping',
          method: 'Twelve minutes for each order line and invoice that nobody types any more',
          baseline: 'Order lines of the last twelve months',
          source: 'Count of the joint workshop',
          evidence: 'claimed',
          probability: 0.7,
          owner: cast.buyer,
        },
      ),
    ],
  }
}
