import { Tag, TierBadge } from '../kit/figures/badges.tsx'
import { ConfidenceText } from '../kit/figures/confidence-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { ScoreBar } from '../kit/figures/score-bar.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { formatDate } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useScore } from './api/selection-queries.ts'
import { ScoreCriteria } from './score-criteria.tsx'
import { scoreSentences } from './score-sentences.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { ScoreExplanation } from './types.ts'

function barParts(explanation: ScoreExplanation) {
  return explanation.criteria.map(({ key, name, contribution }) => ({ id: key, name, points: contribution ?? 0 }))
}

/** Score, rank, evidence and tier at a glance. */
function Facts({ explanation }: { explanation: ScoreExplanation }) {
  const locale = useLocale()
  const { score, rank, accounts, confidence, isEligible, tier, tierSince } = explanation
  return (
    <dl className={classes.facts}>
      <div className={classes.fact}>
        <dt>{text.score.score}</dt>
        <dd>
          <ScoreBar score={score} parts={barParts(explanation)} width={110} />
        </dd>
      </div>
      <div className={classes.fact}>
        <dt>{text.score.rank}</dt>
        <dd>
          {rank === null || !isEligible ? text.score.unranked : <NumberText value={rank} />}{' '}
          <small>{text.score.outOf(formatNumber(accounts, { locale }))}</small>
        </dd>
      </div>
      <div className={classes.fact}>
        <dt>{text.score.evidence}</dt>
        <dd>{confidence === null ? <UnknownValue /> : <ConfidenceText fraction={confidence} />}</dd>
      </div>
      <div className={classes.fact}>
        <dt>{text.score.tier}</dt>
        <dd>
          <TierBadge tier={tier} />{' '}
          {tierSince ? <small>{text.score.since(formatDate(tierSince, locale))}</small> : null}
        </dd>
      </div>
    </dl>
  )
}

function gateTone(isPassed: boolean | null) {
  if (isPassed === null) return { tone: 'neutral', word: text.score.gateUnknown } as const
  return isPassed
    ? ({ tone: 'gain', word: text.score.gatePassed } as const)
    : ({ tone: 'loss', word: text.score.gateFailed } as const)
}

function Gates({ gates }: { gates: ScoreExplanation['gates'] }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 2 })
  if (gates.length === 0) return null
  return (
    <>
      <h3 className={classes.subheading}>{text.score.gates}</h3>
      <ul className={classes.sentences}>
        {gates.map((gate) => {
          const { tone, word } = gateTone(gate.isPassed)
          const required = gate.operator === 'at_least' ? text.score.gateAtLeast : text.score.gateAtMost
          return (
            <li key={gate.name}>
              <Tag tone={tone}>{word}</Tag> {gate.name}{' '}
              <span className={classes.muted}>
                {required(write(gate.required))}
                {gate.actual === null ? null : ` · ${text.score.gateActual(write(gate.actual))}`}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function SetName({ explanation }: { explanation: ScoreExplanation }) {
  const locale = useLocale()
  const { criteriaSet, computedAt } = explanation
  if (!criteriaSet) return null
  const name = criteriaSet.status === 'draft' ? text.score.draftSet : text.score.setName
  return (
    <>
      {text.score.by}{' '}
      <AppLink href={`${paths.criteria()}?set=${criteriaSet.id}`}>{name(criteriaSet.name, criteriaSet.number)}</AppLink>
      {computedAt ? ` · ${text.score.computed(formatDate(computedAt, locale))}` : null}
    </>
  )
}

function Explanation({ explanation }: { explanation: ScoreExplanation }) {
  const locale = useLocale()
  if (explanation.criteria.length === 0) {
    return <StateEmpty title={text.score.notScored} sentence={text.score.notScoredSentence} />
  }
  return (
    <>
      <Facts explanation={explanation} />
      <ul className={classes.sentences}>
        {scoreSentences(explanation, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ScoreCriteria criteria={explanation.criteria} />
      <Gates gates={explanation.gates} />
    </>
  )
}

/** Why an account scores as it does: every criterion with value, evidence and median, gates, and what would get it in. */
export function ScorePanel({ accountId }: { readonly accountId: string }) {
  const score = useScore(accountId)
  return (
    <Panel title={text.score.title} subtitle={score.data ? <SetName explanation={score.data} /> : undefined}>
      <QueryGate query={score}>{(explanation) => <Explanation explanation={explanation} />}</QueryGate>
    </Panel>
  )
}
