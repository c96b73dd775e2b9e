import { currencyMarkOf, readTypedAmount, readTypedAmounts, type TypedAmount } from '@mainstay/domain/plans'
import { formatMoneyFull } from '../../kit/format/money.ts'
import { text } from './text.ts'

/**
 * An amount as people type or paste it, as plain decimals; an empty text clears. Undefined for what is none, and for what
 * could be read as two numbers: 1.234 is never guessed.
 */
export function readAmount(written: string): string | null | undefined {
  const typed = readTypedAmount(written)
  if (typed.kind === 'empty') return null
  return typed.kind === 'amount' ? typed.amount : undefined
}

/** Why what is typed is no amount, in words that say how to write it; undefined where it is one, or nothing. */
export function amountFault(written: string): string | undefined {
  return faultOf(readTypedAmount(written), written)
}

export type PastedAmount = { readonly amount: string | null } | { readonly fault: string }

/** Amounts that were copied together: what could be two numbers is read as the others show it to be meant. */
export function readPastedAmounts(written: readonly string[]): PastedAmount[] {
  return readTypedAmounts(written).map((typed, at) => {
    if (typed.kind === 'amount') return { amount: typed.amount }
    const fault = faultOf(typed, written[at] ?? '')
    return fault === undefined ? { amount: null } : { fault }
  })
}

function faultOf(typed: TypedAmount, written: string): string | undefined {
  switch (typed.kind) {
    case 'no-amount':
      return text.amounts.none
    case 'too-long':
      return text.amounts.tooLong
    case 'ambiguous': {
      const [one = '', other = ''] = typed.readings.map(withFourthDecimal)
      return text.amounts.ambiguous(written.trim(), other, one)
    }
    default:
      return undefined
  }
}

/** Three decimals could be taken for thousands again. */
function withFourthDecimal(amount: string): string {
  return amount.replace(/\.\d{3}$/, '$&0')
}

interface HowShown {
  readonly locale: string | undefined
  /** What the amount is in; empty where it is no money, or not known yet. */
  readonly currency: string
}

/** How an amount was understood that is not written in plain digits: "Read as 520,000.00". */
export function amountHint(written: string, { locale, currency }: HowShown): string | undefined {
  const amount = readAmount(written)
  if (!amount || plainAmount(written.trim()) === plainAmount(amount)) return undefined
  const plain = plainAmount(amount)
  const isExactInCents = (plain.split('.')[1]?.length ?? 0) <= 2
  const read = text.amounts.readAs(isExactInCents ? formatMoneyFull(amount, { locale }) : plain)
  const mark = currencyMarkOf(written)
  const isAnother = mark !== '' && currency !== '' && !marksOf(currency, locale).includes(mark.toLowerCase())
  return isAnother ? `${read} ${text.amounts.notConverted(currency)}` : read
}

/** What people write for a currency: its code, and its signs here and elsewhere. */
function marksOf(currency: string, locale: string | undefined): readonly string[] {
  const signs = (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    [locale, 'en-US'].map((language) =>
      signOf(new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })),
    ),
  )
  // As in US$ and CA$.
  const withCountry = signs.map((sign) => `${currency.slice(0, 2)}${sign}`)
  return [currency, ...signs, ...withCountry].map((mark) => mark.toLowerCase())
}

function signOf(format: Intl.NumberFormat): string {
  return format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? ''
}

/** Plain decimals without needless zeros, for an input, and never such as can be read in two ways: 1200.5000 becomes 1200.5. */
export function plainAmount(amount: string | null): string {
  if (amount === null) return ''
  const plain = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
  return readTypedAmount(plain).kind === 'ambiguous' ? withFourthDecimal(plain) : plain
}

/** Rows and cells of what a spreadsheet puts on the clipboard. */
export function clipboardRows(content: string): string[][] {
  const lines = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t').map((cell) => cell.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')))
}
