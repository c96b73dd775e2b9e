import { seededRandom } from '@mainstay/domain/kernel'
import type { MatrixPoint } from '../charts/matrix-chart.tsx'
import type { Step } from '../charts/steps.ts'
import type { TrendPoint } from '../charts/trend-chart.tsx'
import type { WhalePoint } from '../charts/whale-curve-chart.tsx'
import type { Outlook } from '../figures/badges.tsx'
import type { ScorePart } from '../figures/score-bar.tsx'

export interface SampleAccount {
  readonly id: string
  readonly name: string
  readonly city: string
  readonly tier: string | null
  readonly score: number | null
  readonly parts: readonly ScorePart[]
  readonly confidence: number
  readonly net: string
  readonly margin: number | null
  readonly marginAmount: string | null
  readonly quarters: readonly (number | null)[]
  readonly outlook: Outlook
  readonly change: number
  readonly why: string
}

const FIRST = ['Harbour', 'Summit', 'Meadow', 'Granite', 'Copper', 'Willow', 'Anchor', 'Beacon', 'Cedar', 'Juniper']
const SECOND = ['Outfitters', 'Machine Works', 'Retail Group', 'Foods', 'Logistics', 'Instruments', 'Paper', 'Textiles']
const CITIES = ['Lyon', 'Bergen', 'Toronto', 'Leeds', 'Porto', 'Graz', 'Osaka', 'Denver']
const WHYS = [
  'Margin and growth carry it; wallet is known only in part',
  'Wide range of lines; access to who decides is thin',
  'Strong in all but the room left in their wallet',
  'Growing from a small base; plans with us',
]
const CRITERIA = ['Contribution', 'Growth', 'Head-room', 'Range', 'Fit', 'Access', 'Willing']
const OUTLOOKS: readonly Outlook[] = ['growing', 'growing', 'flat', 'declining', 'at_risk', 'too_little_history']

const CHANGES: Readonly<Record<Outlook, number>> = {
  growing: 0.4,
  flat: 0.02,
  declining: -0.13,
  at_risk: -0.3,
  too_little_history: 0,
}

function pick<Item>(items: readonly Item[], random: number, otherwise: Item): Item {
  return items[Math.floor(random * items.length)] ?? otherwise
}

/** One invented account; the same index always gives the same account. */
export function sampleAccount(index: number): SampleAccount {
  const random = seededRandom(index + 17)
  const net = Math.round(40_000 + 900_000 * random() ** 3)
  const margin = index % 13 === 7 ? null : random() * 0.24 - 0.08
  const parts = CRITERIA.map((name, position) => ({ id: name, name, points: random() * (16 - position) * 1.4 }))
  const score = index % 17 === 9 ? null : Math.max(12, Math.round(parts.reduce((sum, part) => sum + part.points, 0)))
  const outlook = pick(OUTLOOKS, random(), 'flat')
  return {
    id: `account-${index}`,
    name: `${pick(FIRST, random(), 'Harbour')} ${pick(SECOND, random(), 'Foods')} ${index + 1}`,
    city: pick(CITIES, random(), 'Lyon'),
    tier: index < 4 ? 'A' : index < 10 ? 'B' : index < 22 ? 'C' : null,
    score,
    parts,
    confidence: 0.6 + random() * 0.4,
    net: `${net}.50`,
    margin,
    marginAmount: margin === null ? null : (net * margin).toFixed(2),
    quarters: Array.from({ length: 12 }, (_, quarter) =>
      quarter < index % 4 ? null : Math.round(20 + random() * 100 - (index % 9 === 3 ? 60 : 0)),
    ),
    outlook,
    change: CHANGES[outlook] * (0.6 + random()),
    why: pick(WHYS, random(), WHYS[0] ?? ''),
  }
}

/** A whale curve of 493 accounts with a long losing tail. */
export function sampleWhale(): WhalePoint[] {
  const random = seededRandom(5)
  const amounts = Array.from({ length: 493 }, (_, index) => {
    if (index < 70) return 22_000 * (1 - index / 76) * (0.8 + random() * 0.4)
    if (index < 196) return 900 * (1 - (index - 70) / 130)
    return -40 * 1.0195 ** (index - 196) * (0.9 + random() * 0.2)
  }).sort((one, other) => other - one)
  let cumulative = 0
  return amounts.map((amount, index) => {
    cumulative += amount
    return { id: `account-${index}`, name: sampleAccount(index).name, amount, cumulative }
  })
}

/** Ninety accounts spread over the matrix, some on its very edge. */
export function sampleMatrix(): MatrixPoint[] {
  const random = seededRandom(9)
  return Array.from({ length: 90 }, (_, index) => ({
    id: `account-${index}`,
    name: sampleAccount(index).name,
    strength: Math.min(100, Math.max(0, index % 5 === 0 ? 100 : 20 + random() * 80)),
    attractiveness: Math.min(100, Math.max(0, index % 7 === 0 ? 98 : 15 + random() * 80)),
    size: 20_000 + 600_000 * random() ** 3,
    isLossMaking: random() < 0.4,
  }))
}

export const sampleWaterfall: readonly Step[] = [
  { id: 'list', label: 'List value', amount: 404_000, kind: 'total' },
  { id: 'discounts', label: 'Discounts', amount: -19, kind: 'change' },
  { id: 'net', label: 'Net revenue', amount: 403_981, kind: 'total' },
  { id: 'goods', label: 'Cost of goods', amount: -424_181, kind: 'change' },
  { id: 'margin', label: 'Gross margin', amount: -20_200, kind: 'total' },
  { id: 'serve', label: 'Cost to serve', amount: -15_100, kind: 'change' },
  { id: 'contribution', label: 'Contribution', amount: -35_300, kind: 'total' },
]

export const sampleBridge: readonly Step[] = [
  { id: 'before', label: 'Year before', amount: 26_550_000, kind: 'total' },
  { id: 'lost', label: 'Lost', amount: -2_300_000, kind: 'change' },
  { id: 'shrunk', label: 'Shrunk', amount: -3_900_000, kind: 'change' },
  { id: 'grown', label: 'Grown', amount: 8_700_000, kind: 'change' },
  { id: 'won', label: 'Won', amount: 5_580_000, kind: 'change' },
  { id: 'now', label: 'This year', amount: 34_630_000, kind: 'total' },
]

/** Two years of months that turn down in the last half year. */
export function sampleTrend(): TrendPoint[] {
  const random = seededRandom(3)
  return Array.from({ length: 24 }, (_, index) => {
    const trend = index < 18 ? 62_000 + index * 1_900 : 94_300 - (index - 17) * 6_500
    const month = `${2012 + Math.floor((index + 11) / 12)}-${String(((index + 11) % 12) + 1).padStart(2, '0')}`
    return { month, amount: Math.round(trend * (0.82 + random() * 0.36)), trend }
  })
}
