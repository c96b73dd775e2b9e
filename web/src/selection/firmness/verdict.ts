import { formatNumber } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { CutChange, EdgeAccount, FirmCriterion, Firmness } from './types.ts'

export type AccountInAnswer = CutChange['fallsOut']

/** A distance between shares of the weight, in points of a hundred; "under 0.1" rather than a 0.0 that is none. */
export function writePoints(change: number, locale: string | undefined): string {
  const points = Math.abs(change) * 100
  if (points < 0.1) return text.limits.tiny
  const isWhole = Math.abs(points - Math.round(points)) < 0.05
  return formatNumber(points, { locale, decimals: points < 10 && !isWhole ? 1 : 0 })
}

function nameOf(one: NonNullable<AccountInAnswer>): string {
  return one.account?.name ?? text.hiddenAccount
}

/** Who crosses the line, and why; without a full stop, since many names of companies end with one. */
export function changeWords({ fallsOut, comesIn, cause }: CutChange): string {
  const out = fallsOut ? nameOf(fallsOut) : null
  const into = comesIn ? nameOf(comesIn) : null
  if (cause === 'evidence_too_thin') {
    if (into !== null) return text.change.tooThinNext(out ?? text.nobody, into)
    return text.change.tooThin(out ?? text.nobody)
  }
  if (cause === 'evidence_enough') {
    return out === null ? text.change.enough(into ?? text.nobody) : text.change.enoughFor(into ?? text.nobody, out)
  }
  return text.change.overtaken(into ?? text.nobody, out ?? text.nobody)
}

/** The change of one criterion's weight that needs the least; null where none changes the list. */
export function nearestChange({ more, less }: FirmCriterion): CutChange | null {
  if (!more || !less) return more ?? less
  return Math.abs(more.change) <= Math.abs(less.change) ? more : less
}

/** Whether a change of good will, of the size that people may differ by, is enough. */
export function isNear(criterion: FirmCriterion, plausibleChange: number): boolean {
  const change = nearestChange(criterion)
  return change !== null && Math.abs(change.change) <= plausibleChange
}

function listed(names: readonly string[], locale: string | undefined): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

export interface Verdict {
  readonly tone: 'gain' | 'caution' | 'neutral'
  readonly sentences: readonly string[]
}

const CLOSE_REASONS: readonly string[] = ['selection/moves-with-weight', 'selection/first-to-move']

/** Whether a plausible change of one weight is enough to move an account: the edge in the narrow sense. */
export function isClose({ reasons }: EdgeAccount): boolean {
  return reasons.some(({ code }) => CLOSE_REASONS.includes(code))
}

/** Of the accounts with a place: those that keep it in all tests, those a plausible change moves out, and the rest. */
export function countInside({ inside, edges }: Firmness): {
  readonly firm: number
  readonly close: number
  readonly loose: number
} {
  const edge = edges.filter(({ isInside }) => isInside)
  const close = edge.filter(isClose).length
  return { firm: Math.max(0, inside - edge.length), close, loose: edge.length - close }
}

/** Is the list firm? In sentences that can be said aloud, the finding first. */
export function verdictOn(firmness: Firmness, locale: string | undefined): Verdict {
  const cautions = cautionSentences(firmness, locale)
  const { situation, ranked } = firmness
  if (situation !== 'contested') {
    const sentence =
      situation === 'everybody_in'
        ? text.verdict.everybody_in(formatNumber(ranked, { locale }))
        : text.verdict[situation]
    return { tone: 'neutral', sentences: [sentence, ...cautions] }
  }
  const hidden = firmness.criteria.filter(({ isHidden }) => isHidden).map(({ name }) => name)
  const near = firmness.criteria.filter((one) => isNear(one, firmness.plausibleChange))
  return {
    tone: near.length === 0 && countInside(firmness).close === 0 ? 'gain' : 'caution',
    sentences: [
      weightSentence(firmness, near, locale),
      insideSentence(firmness, locale),
      ...(hidden.length > 0 ? [text.verdict.hidden(listed(hidden, locale))] : []),
      ...cautions,
    ],
  }
}

/** What the evidence does not allow to say, once for each kind of lack. */
function cautionSentences({ criteria }: Firmness, locale: string | undefined): readonly string[] {
  return Object.entries(text.verdict.cautions).flatMap(([code, say]) => {
    const names = criteria.filter(({ caution, weight }) => caution === code && weight > 0).map(({ name }) => name)
    return names.length > 0 ? [say(listed(names, locale))] : []
  })
}

function weightSentence(firmness: Firmness, near: readonly FirmCriterion[], locale: string | undefined): string {
  const points = formatNumber(firmness.plausibleChange * 100, { locale })
  const told = firmness.criteria.filter(({ isHidden, weight }) => !isHidden && weight > 0)
  if (near.length === 0) return text.verdict.survives(points)
  if (near.length >= told.length) return text.verdict.survivesNone(points)
  const names = near.map(({ name }) => name)
  return text.verdict.survivesExcept(points, listed(names, locale))
}

function insideSentence(firmness: Firmness, locale: string | undefined): string {
  const write = (count: number) => formatNumber(count, { locale })
  const { firm, close, loose } = countInside(firmness)
  if (close + loose === 0) return text.verdict.firm(write(firmness.inside))
  const parts = [
    text.verdict.keep(write(firm)),
    ...(close > 0 ? [text.verdict.close(write(close), write(firmness.plausibleChange * 100))] : []),
    ...(loose > 0 ? [text.verdict.loose(write(loose))] : []),
  ]
  return text.verdict.inside(write(firmness.inside), listed(parts, locale))
}
