import { formatPercent } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { EdgeAccount, EdgeReason } from './types.ts'
import { writePoints } from './verdict.ts'

/** Why an account stands on the edge, in a few words. */
export function reasonSentence(reason: EdgeReason, locale: string | undefined): string {
  const name = reason.name ?? text.edges.someone
  switch (reason.code) {
    case 'selection/moves-with-weight':
      return text.edges.reason.withWeight(signedPoints(reason.change ?? 0, locale), name)
    case 'selection/first-to-move':
      return text.edges.reason.first(signedPoints(reason.change ?? 0, locale), name)
    case 'selection/undecided-over-weights':
      return text.edges.reason.undecided(formatPercent(reason.insideShare ?? 0, { locale, decimals: 0 }))
    case 'selection/moves-without-criterion':
      return text.edges.reason.withoutCriterion(name)
    case 'selection/moves-without-rater':
      return text.edges.reason.withoutRater(name)
  }
}

function signedPoints(change: number, locale: string | undefined): string {
  const points = writePoints(change, locale)
  return change < 0 ? text.limits.pointsLess(points) : text.limits.pointsMore(points)
}

/** All of an account's reasons on one line, for a hint. */
export function reasonsLine({ reasons }: EdgeAccount, locale: string | undefined): string {
  return reasons.map((reason) => reasonSentence(reason, locale)).join('; ')
}
