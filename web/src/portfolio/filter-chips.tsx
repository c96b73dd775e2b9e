import { FilterChip } from '../kit/figures/filter-chip.tsx'
import { text as kitText } from '../kit/figures/text.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatMoneyCompact } from '../kit/format/money.ts'
import { formatNumber } from '../kit/format/number.ts'
import type { SetUrlState } from '../kit/routing/use-url-state.ts'
import { type Filters, listOf, type PortfolioState } from './state.ts'
import { text } from './text.ts'

const words = text.filters
type OutlookName = keyof typeof kitText.outlook

/** What an outlook is called. */
export function outlookWord(outlook: string): string {
  return kitText.outlook[outlook as OutlookName] ?? outlook
}

interface Chip {
  readonly key: string
  readonly label: string
  readonly off: Partial<Filters>
}

function chipsOf(state: Filters, locale: string | undefined): Chip[] {
  const listed = (key: 'tiers' | 'outlooks' | 'segments' | 'countries' | 'units', word = (value: string) => value) => {
    const values = listOf(state[key]).map(word)
    return values.length === 0
      ? []
      : [{ key, label: words.chip(words[key], values.join(' or ')), off: { [key]: undefined } }]
  }
  const { query, netRevenueFrom, netRevenueTo, scoreFrom, losesMoney, buyingOnly } = state
  const money = (amount: string) => formatMoneyCompact(amount, { locale })
  return [
    ...(query ? [{ key: 'query', label: words.query(query), off: { query: undefined } }] : []),
    ...listed('tiers', (tier) => (tier === 'out' ? words.noTier : tier)),
    ...listed('outlooks', outlookWord),
    ...listed('segments'),
    ...listed('countries'),
    ...listed('units'),
    ...(netRevenueFrom
      ? [{ key: 'from', label: words.over(money(netRevenueFrom)), off: { netRevenueFrom: undefined } }]
      : []),
    ...(netRevenueTo ? [{ key: 'to', label: words.under(money(netRevenueTo)), off: { netRevenueTo: undefined } }] : []),
    ...(scoreFrom === undefined
      ? []
      : [{ key: 'score', label: words.score(formatNumber(scoreFrom, { locale })), off: { scoreFrom: undefined } }]),
    ...(losesMoney ? [{ key: 'loses', label: words.losing, off: { losesMoney: undefined } }] : []),
    ...(buyingOnly ? [] : [{ key: 'silent', label: words.withSilent, off: { buyingOnly: true } }]),
  ]
}

/** The filters in force, each removable. */
export function FilterChips({ state, setState }: { state: PortfolioState; setState: SetUrlState<PortfolioState> }) {
  const locale = useLocale()
  return chipsOf(state, locale).map((chip) => (
    <FilterChip key={chip.key} label={chip.label} onRemove={() => setState(chip.off)} />
  ))
}
