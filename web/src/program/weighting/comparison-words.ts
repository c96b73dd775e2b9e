import { stepOf } from './answers.ts'
import { text } from './text.ts'

/** "Growth matters strongly more than Fit". */
export function comparisonSentence(value: number, one: string, other: string): string {
  const step = stepOf(value)
  return step >= 0 ? text.pairs.sentence(one, other, step + 1) : text.pairs.sentence(other, one, 1 - step)
}

/** 3 or "1/3". */
export function comparisonNumber(value: number): string {
  const step = stepOf(value)
  return step >= 0 ? String(step + 1) : `1/${1 - step}`
}
