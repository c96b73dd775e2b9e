import { Tag } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { StateLoading } from '../../kit/states/states.tsx'
import type { FirmnessState } from './api/use-firmness.ts'
import classes from './firmness.module.css'
import { AnswerAge, FirmnessFailure, FirmnessProgress } from './firmness-states.tsx'
import { text } from './text.ts'
import { changeWords, nearestChange, verdictOn } from './verdict.ts'

export interface FirmnessPanelProps {
  readonly state: FirmnessState
  /** The whole answer, for the same question. */
  readonly href: string
}

const WORD = { gain: text.panel.firm, caution: text.panel.soft, neutral: text.panel.none } as const

/** Beside the ranking: is the list firm, in two sentences; the answer follows the weights after a pause. */
export function FirmnessPanel({ state, href }: FirmnessPanelProps) {
  const locale = useLocale()
  const { firmness, isOld } = state
  const verdict = firmness && verdictOn(firmness, locale)
  const first = firmness?.criteria.find(({ key }) => key === firmness.smallest?.key)
  const change = first ? nearestChange(first) : null
  return (
    <Panel
      title={text.panel.title}
      subtitle={verdict ? <Tag tone={verdict.tone}>{WORD[verdict.tone]}</Tag> : undefined}
    >
      <div className={classes.stack}>
        {verdict ? (
          <div className={classes.answer} data-old={isOld} aria-busy={isOld}>
            <ul className={classes.sentences}>
              {verdict.sentences.slice(0, 2).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
              {change && firmness?.situation === 'contested' ? (
                <li>{text.verdict.least(`${first?.name}: ${changeWords(change)}`)}</li>
              ) : null}
            </ul>
          </div>
        ) : null}
        <AnswerAge state={state} />
        <FirmnessProgress state={state} />
        <FirmnessFailure state={state} />
        {!firmness && !state.progress && !state.failure ? <StateLoading lines={3} /> : null}
        <div className={classes.foot}>
          <AppLink href={href}>{text.open}</AppLink>
        </div>
      </div>
    </Panel>
  )
}
