import { readTypedAmount } from '@mainstay/domain/plans'
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
  const typed = readTypedAmount(written)
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

/** How an amount was understood that is not written in plain digits: "Read as 520,000.00". */
export function amountHint(written: string, locale: string | undefined): string | undefined {
  const amount = readAmount(written)
  if (!amount || plainAmount(written.trim()) === plainAmount(amount)) return undefined
  const plain = plainAmount(amount)
  const isExactInCents = (plain.split('.')[1]?.length ?? 0) <= 2
  return text.amounts.readAs(isExactInCents ? formatMoneyFull(amount, { locale }) : plain)
}

/** Plain decimals without needless zeros, for an input: 1200.5000 becomes 1200.5. */
export function plainAmount(amount: string | null): string {
  if (amount === null) return ''
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
}

/** Rows and cells of what a spreadsheet puts on the clipboard. */
export function clipboardRows(content: string): string[][] {
  const lines = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t').map((cell) => cell.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')))
}
