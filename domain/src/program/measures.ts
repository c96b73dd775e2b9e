/** How a measure's value is to be read: money of the reporting currency, a fraction (0.25 = 25 %), a count, or years. */
export type MeasureUnit = 'money' | 'fraction' | 'count' | 'years'

/** The closed list of what a criterion can take from the ledger. */
export const MEASURE_KEYS = [
  'net_revenue_12m',
  'contribution_amount',
  'contribution_rate',
  'gross_margin_rate',
  'margin_change',
  'growth_12m',
  'trend_slope',
  'wallet_headroom_share',
  'wallet_headroom_amount',
  'product_breadth',
  'order_regularity',
  'retention_years',
] as const
export type MeasureKey = (typeof MEASURE_KEYS)[number]

/** A measure as people meet it: its name, unit, what it says, whether it grows with sheer size, whether it shows margins. */
export interface Measure {
  readonly key: MeasureKey
  readonly name: string
  readonly unit: MeasureUnit
  readonly meaning: string
  readonly isSize: boolean
  readonly needsMargins: boolean
}

const PLAIN = { isSize: false, needsMargins: false } as const
const SIZE = { isSize: true, needsMargins: false } as const
const MARGIN = { isSize: false, needsMargins: true } as const

/**
 * Every measure by key. Size measures say how big an account is now, so a criterion on one must be marked as such;
 * margin measures are hidden from people without the permission to read margins.
 */
export const MEASURES: Readonly<Record<MeasureKey, Measure>> = {
  net_revenue_12m: {
    ...SIZE,
    key: 'net_revenue_12m',
    name: 'Net revenue',
    unit: 'money',
    meaning: 'What the account bought from us in the last twelve months, after discounts and returns.',
  },
  contribution_amount: {
    isSize: true,
    needsMargins: true,
    key: 'contribution_amount',
    name: 'Contribution',
    unit: 'money',
    meaning: 'Net revenue of the last twelve months less cost of goods and the cost of serving the account.',
  },
  contribution_rate: {
    ...MARGIN,
    key: 'contribution_rate',
    name: 'Contribution rate',
    unit: 'fraction',
    meaning:
      'Contribution as a share of net revenue, last twelve months. Where the cost to serve is unknown the gross margin rate stands in, and is marked.',
  },
  gross_margin_rate: {
    ...MARGIN,
    key: 'gross_margin_rate',
    name: 'Gross margin rate',
    unit: 'fraction',
    meaning: 'Net revenue less cost of goods, as a share of net revenue, last twelve months.',
  },
  margin_change: {
    ...MARGIN,
    key: 'margin_change',
    name: 'Change of margin',
    unit: 'fraction',
    meaning: 'Gross margin rate of the last twelve months less that of the twelve before: 0.02 is two points up.',
  },
  growth_12m: {
    ...PLAIN,
    key: 'growth_12m',
    name: 'Growth',
    unit: 'fraction',
    meaning: 'Net revenue of the last twelve months against the twelve before, at constant exchange rates.',
  },
  trend_slope: {
    ...PLAIN,
    key: 'trend_slope',
    name: 'Trend',
    unit: 'fraction',
    meaning: 'The steady monthly rise or fall of net revenue with the season taken out, as a share of a usual month.',
  },
  wallet_headroom_share: {
    ...PLAIN,
    key: 'wallet_headroom_share',
    name: 'Head-room in their wallet, share',
    unit: 'fraction',
    meaning: 'The part of what they spend on things like ours that does not go to us.',
  },
  wallet_headroom_amount: {
    ...SIZE,
    key: 'wallet_headroom_amount',
    name: 'Head-room in their wallet, amount',
    unit: 'money',
    meaning: 'What they spend a year on things like ours with others.',
  },
  product_breadth: {
    ...PLAIN,
    key: 'product_breadth',
    name: 'Range of lines bought',
    unit: 'count',
    meaning: 'How many of our product lines the account bought in the last twelve months.',
  },
  order_regularity: {
    ...PLAIN,
    key: 'order_regularity',
    name: 'Regularity of orders',
    unit: 'count',
    meaning: 'In how many of the last twelve months the account bought.',
  },
  retention_years: {
    ...PLAIN,
    key: 'retention_years',
    name: 'Years with us',
    unit: 'years',
    meaning: 'Months since the first purchase, divided by twelve.',
  },
}

const KNOWN_KEYS: ReadonlySet<string> = new Set(MEASURE_KEYS)

/** Is this text the key of a measure? */
export function isMeasureKey(key: string): key is MeasureKey {
  return KNOWN_KEYS.has(key)
}
