export { degraded, type Figure, type FigureStatus, insufficient, known, notApplicable } from './figure.ts'
export { dayInWords, type ShortNumber, shortNumber } from './in-words.ts'
export { asKnownOn, type Noting } from './known-on.ts'
export {
  type Amount,
  amountToNumber,
  formatAmount,
  MONEY_DECIMALS,
  parseAmount,
  ratioOfAmounts,
  sumAmounts,
} from './money.ts'
export {
  firstDay,
  formatMonth,
  lastDay,
  type Month,
  type MonthSpan,
  monthOfDate,
  parseMonth,
  shiftSpan,
  spanEnding,
} from './month.ts'
export { type RandomSource, seededRandom } from './random.ts'
export { accept, type Refusal, type Result, refuse } from './result.ts'
