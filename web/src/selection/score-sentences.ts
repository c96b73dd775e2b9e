import { formatNumber } from '../kit/format/number.ts'
import { proposalReason } from './proposal-reason.ts'
import { text } from './text.ts'
import type { ScoreExplanation } from './types.ts'

const OUT = 'out'

/** Where the score stands against the cut, in words. */
function cutSentence({ cut, isEligible }: ScoreExplanation, locale: string | undefined): string | null {
  if (!isEligible) return text.score.notEligible
  if (cut.score === null || cut.distance === null) return text.score.noCut
  const points = formatNumber(Math.abs(cut.distance), { locale, decimals: 1 })
  if (Math.abs(cut.distance) < 0.05) return text.score.atCut
  return cut.distance < 0 ? text.score.inBy(points) : text.score.outBy(points)
}

function proposalSentence({ proposedTier, proposalReason: reason, fullTier }: ScoreExplanation): string | null {
  if (proposedTier === null) return null
  const proposal = proposedTier === OUT ? text.score.proposedOut : text.score.proposedIn(proposedTier)
  return reason ? `${proposal} ${proposalReason(reason, fullTier)}` : proposal
}

/** Only for an account that has a place by its score: for the others nothing hangs on their spend. */
function spendSentence({ qualifiesWithoutSpend, score, cut }: ScoreExplanation): string | null {
  const isIn = score !== null && cut.score !== null && score >= cut.score
  if (qualifiesWithoutSpend === null || !isIn) return null
  return qualifiesWithoutSpend ? text.score.qualifies : text.score.qualifiesNot
}

/** What a reader must know about a score, one sentence each. */
export function scoreSentences(explanation: ScoreExplanation, locale: string | undefined): string[] {
  return [cutSentence(explanation, locale), proposalSentence(explanation), spendSentence(explanation)].filter(
    (sentence) => sentence !== null,
  )
}
