import type { Calendar } from './calendar.ts'
import { chanceFor } from './chance.ts'

export type SampleCurrency = 'EUR' | 'GBP' | 'USD' | 'CHF'

/** Reporting currency for one unit of each currency, in millionths, for every day of the calendar. */
export type DailyRates = Readonly<Record<SampleCurrency, Int32Array>>

/** Euro for one unit, fixed for the price lists so that they do not move with the market. */
export const PRICE_LIST_RATES: Readonly<Record<SampleCurrency, number>> = { EUR: 1, GBP: 1.16, USD: 0.92, CHF: 1.05 }

export const SAMPLE_CURRENCIES: readonly SampleCurrency[] = ['EUR', 'GBP', 'USD', 'CHF']

const EXCHANGE_TOPIC = 1

/** Walks each rate from its price-list level, day by day, pulled back gently; weekends repeat Friday. */
export function dailyRates(seed: number, calendar: Calendar): DailyRates {
  return {
    EUR: new Int32Array(calendar.days.length).fill(1_000_000),
    GBP: walkedRates(seed, calendar, 'GBP'),
    USD: walkedRates(seed, calendar, 'USD'),
    CHF: walkedRates(seed, calendar, 'CHF'),
  }
}

function walkedRates(seed: number, calendar: Calendar, currency: SampleCurrency): Int32Array {
  const chance = chanceFor(seed, EXCHANGE_TOPIC, SAMPLE_CURRENCIES.indexOf(currency))
  const home = PRICE_LIST_RATES[currency]
  const rates = new Int32Array(calendar.days.length)
  let rate = home * chance.between(0.98, 1.02)
  for (const [index, day] of calendar.days.entries()) {
    if (day.isWorkingDay) {
      const shock = chance.between(-1, 1) + chance.between(-1, 1)
      rate += rate * 0.0042 * shock + (home - rate) * 0.004
    }
    rates[index] = Math.round(rate * 1_000_000)
  }
  return rates
}

/** Rows of rate_date, currency, rate (reporting currency for one unit), the reporting currency itself included. */
export function* exchangeRateRows(calendar: Calendar, rates: DailyRates): Iterable<string[]> {
  for (const [index, day] of calendar.days.entries()) {
    for (const currency of SAMPLE_CURRENCIES) {
      const millionths = String(rates[currency][index] ?? 0).padStart(7, '0')
      yield [day.date, currency, `${millionths.slice(0, -6)}.${millionths.slice(-6)}`]
    }
  }
}
