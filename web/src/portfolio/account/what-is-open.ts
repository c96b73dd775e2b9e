import type { AccountDetail } from '../../accounts/index.ts'
import type { AccountEconomics } from '../../economics/index.ts'
import { reasonText } from '../../kit/figures/reasons.ts'
import { formatDate } from '../../kit/format/date.ts'
import { formatPercent } from '../../kit/format/number.ts'
import type { ScoreExplanation } from './account-queries.ts'
import type { Fact } from './fact.ts'
import { text } from './text.ts'

const LOW_CONFIDENCE = 0.6
const OUT = 'out'

export interface OpenInput {
  readonly account: AccountDetail
  readonly economics: AccountEconomics
  readonly score: ScoreExplanation | undefined
  readonly seesMargins: boolean
  readonly locale: string | undefined
  readonly scoreHref: string
  readonly losingLinesHref: string
  readonly importHref: string
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function figureDoubts({ economics, seesMargins }: OpenInput): Fact[] {
  const words = text.doubtful
  if (!seesMargins) return []
  const { grossMargin, contribution } = economics
  const facts: Fact[] = []
  if (grossMargin && grossMargin.status !== 'ok' && grossMargin.status !== 'not_applicable') {
    const title = grossMargin.value === null ? words.marginUnknown : words.margin
    facts.push({ key: 'margin', tone: 'caution', title, detail: reasonText(grossMargin.reasons) })
  }
  if (contribution?.value === null && grossMargin?.value !== null) {
    const detail = reasonText(contribution.reasons)
    facts.push({ key: 'contribution', tone: 'caution', title: words.contributionUnknown, detail })
  }
  return facts
}

function walletDoubts({ economics, locale }: OpenInput): Fact[] {
  const words = text.doubtful
  const { wallet } = economics
  if (wallet === null) {
    return [{ key: 'wallet', tone: 'caution', title: words.walletMissing, detail: words.walletMissingNext }]
  }
  if (!wallet.isStale) return []
  const title = words.walletStale(formatDate(wallet.estimatedOn, locale))
  return [{ key: 'wallet', tone: 'caution', title, detail: words.walletStaleNext }]
}

function evidenceDoubts({ score, locale, scoreHref }: OpenInput): Fact[] {
  const words = text.doubtful
  if (!score || score.criteria.length === 0) return []
  const named = (status: 'missing' | 'stale') =>
    score.criteria.filter(({ evidence }) => evidence.status === status).map(({ name }) => name.toLowerCase())
  const [missing, stale] = [named('missing'), named('stale')]
  const low = score.confidence !== null && score.confidence < LOW_CONFIDENCE ? score.confidence : null
  const gaps = missing.length === 0 ? null : joined(missing)
  return [
    ...(low === null
      ? []
      : [
          fact(
            'confidence',
            words.confidence(formatPercent(low, { locale, decimals: 0 })),
            gaps === null ? words.confidenceNext : words.confidenceMissing(gaps),
          ),
        ]),
    ...(gaps === null || low !== null ? [] : [fact('missing', words.evidence(gaps), words.evidenceNext)]),
    ...(stale.length === 0 ? [] : [fact('stale', words.stale(joined(stale)), words.staleNext)]),
  ].map((doubt) => ({ ...doubt, href: scoreHref }))
}

function fact(key: string, title: string, detail: string): Fact {
  return { key, tone: 'caution', title, detail }
}

/** What the page shows but should not be leaned on: unknown costs, old estimates, missing evidence, little history. */
export function whatIsDoubtful(input: OpenInput): Fact[] {
  const { outlook } = input.economics
  const history: Fact[] =
    outlook?.class === 'too_little_history' ? [fact('history', text.doubtful.history, reasonText(outlook.reasons))] : []
  return [...figureDoubts(input), ...walletDoubts(input), ...evidenceDoubts(input), ...history]
}

/** Judgements that are missing or old, in one line each: on one look there is no room for every criterion. */
function judgementsDue({ score, scoreHref }: OpenInput): Fact[] {
  const words = text.todo
  const named = (status: 'missing' | 'stale') =>
    (score?.criteria ?? [])
      .filter(({ kind, evidence }) => kind === 'judged' && evidence.status === status)
      .map(({ name }) => name.toLowerCase())
  const [missing, stale] = [joined(named('missing')), joined(named('stale'))]
  const due: Fact[] = []
  if (missing !== '') {
    due.push({ key: 'judge', tone: 'caution', title: words.judge(missing), detail: words.judgeNext, href: scoreHref })
  }
  if (stale !== '') {
    due.push({
      key: 'again',
      tone: 'neutral',
      title: words.judgeAgain(stale),
      detail: words.judgeAgainNext,
      href: scoreHref,
    })
  }
  return due
}

function decisionDue({ score, scoreHref }: OpenInput): Fact[] {
  const words = text.todo
  if (!score || score.proposedTier === null || score.proposedTier === (score.tier ?? OUT)) return []
  const title = score.proposedTier === OUT ? words.decideOut : words.decide(score.proposedTier)
  return [{ key: 'decide', tone: 'caution', title, detail: proposedBecause(score), href: scoreHref }]
}

/** A tier may be full of proposals while hardly anybody is in it: then it says of whose. */
function proposedBecause({ proposalReason, fullTier }: NonNullable<OpenInput['score']>): string | undefined {
  const words = text.todo
  if (proposalReason !== 'above_entry_no_place' || fullTier === null) return words.reasons[proposalReason ?? '']
  return (fullTier.accounts === 0 ? words.noPlaceOfBetter : words.noPlace)(fullTier.key, String(fullTier.places))
}

/** What waits for somebody: decisions, judgements, a team, an estimate, losses to look into. */
export function whatToDo(input: OpenInput): Fact[] {
  const words = text.todo
  const { account, economics, seesMargins, importHref, losingLinesHref } = input
  const margin = economics.contribution?.value ?? economics.grossMargin?.value ?? null
  return [
    ...decisionDue(input),
    ...(seesMargins && margin !== null && Number(margin) < 0
      ? [{ key: 'loses', tone: 'loss' as const, title: words.loses, detail: words.losesNext, href: losingLinesHref }]
      : []),
    ...(account.team.length === 0
      ? [{ key: 'team', tone: 'neutral' as const, title: words.team, detail: words.teamNext }]
      : []),
    ...judgementsDue(input),
    ...(economics.wallet === null
      ? [{ key: 'wallet', tone: 'neutral' as const, title: words.wallet, detail: words.walletNext, href: importHref }]
      : []),
  ]
}
