import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { DateText } from '../../kit/figures/date-text.tsx'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText, registerReasons } from '../../kit/figures/reasons.ts'
import { ScoreBar } from '../../kit/figures/score-bar.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import { useScorecard } from './api/scorecards.ts'
import { GapTag } from './gap-tag.tsx'
import { ScoreForm } from './score-form.tsx'
import classes from './scorecard.module.css'
import { text } from './text.ts'
import type { AccountScorecard } from './types.ts'

registerReasons(text.reasons)

/** Why a figure is not shown to this reader, which is not the same as unknown. */
function Hidden({ isBlind, seesMargins }: { isBlind: boolean; seesMargins: boolean }) {
  const note = !seesMargins ? text.card.hiddenNote : isBlind ? text.card.blindNote : text.card.groupNote
  return <Hint note={note}>{text.card.hidden}</Hint>
}

function Felt({ assigned }: { assigned: AccountScorecard['assigned'] }) {
  const locale = useLocale()
  const people = formatNumber(assigned.count, { locale })
  const write = (value: number) => formatNumber(value, { locale, decimals: 1 })
  if (assigned.isBlind && assigned.count > 0) {
    return <FigureCell label={text.card.felt} value="–" sentence={text.card.blind(people)} />
  }
  if (assigned.mean === null) {
    return <FigureCell label={text.card.felt} value={<UnknownValue />} sentence={text.card.nobody} />
  }
  const { standardDeviation } = assigned
  const sentence =
    standardDeviation === null ? text.card.people(people) : text.card.spread(people, write(standardDeviation))
  return <FigureCell label={text.card.felt} value={text.card.outOfFive(write(assigned.mean))} sentence={sentence} />
}

function Figures({ card }: { card: AccountScorecard }) {
  const access = useAccess()
  const hidden = <Hidden isBlind={card.assigned.isBlind} seesMargins={access.seesMargins} />
  const profitHidden = <Hidden isBlind={false} seesMargins={access.seesMargins} />
  return (
    <FigureStrip label={text.card.title}>
      <FigureCell
        label={text.card.profit}
        value={card.profit ? <MoneyText amount={card.profit} currency={access.currency} /> : profitHidden}
      />
      <Felt assigned={card.assigned} />
      <FigureCell
        label={text.card.score}
        value={card.score ? <ScoreBar score={card.score.value} width={70} /> : hidden}
        sentence={card.score && card.score.reasons.length > 0 ? reasonText(card.score.reasons) : undefined}
      />
      <FigureCell
        label={text.card.gap}
        value={card.gap ? <GapTag felt={card.gap.felt} /> : hidden}
        sentence={card.gap ? text.gap.sentences[card.gap.felt] : undefined}
      />
    </FigureStrip>
  )
}

function Parts({ card }: { card: AccountScorecard }) {
  const { seesMargins } = useAccess()
  return (
    <table className={classes.table} aria-label={text.card.title}>
      <thead>
        <tr>
          <th scope="col">{text.card.part}</th>
          <th scope="col" data-align="end">
            {text.card.share}
          </th>
          <th scope="col" data-align="end">
            {text.card.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {card.lines.map((line) => (
          <tr key={line.part}>
            <th scope="row">
              <Hint note={text.partHints[line.part]}>{text.parts[line.part]}</Hint>
              {line.reasons.length > 0 ? <p className={classes.note}>{reasonText(line.reasons)}</p> : null}
            </th>
            <td data-align="end">
              <PercentText fraction={line.share} decimals={0} />
            </td>
            <td data-align="end">
              {line.isHidden ? (
                <Hidden isBlind={line.part === 'assigned'} seesMargins={seesMargins || line.part === 'assigned'} />
              ) : (
                <NumberText value={line.points} decimals={0} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Scores({ scores }: { scores: AccountScorecard['scores'] }) {
  const locale = useLocale()
  if (scores.length === 0) return null
  return (
    <ul className={classes.scores} aria-label={text.card.scores}>
      {scores.map((one) => (
        <li key={one.id}>
          <b>{text.card.given(formatNumber(one.score, { locale }), one.personName)}</b>{' '}
          <span className={classes.note}>
            <DateText value={one.scoredOn} /> {one.isCurrent ? null : text.card.replaced}
          </span>
          {one.comment ? <div>{one.comment}</div> : null}
        </li>
      ))}
    </ul>
  )
}

function Content({ accountId, card }: { accountId: string; card: AccountScorecard }) {
  const [isOpen, setOpen] = useState(false)
  const access = useAccess()
  const hasOwn = card.scores.some(({ isOwn }) => isOwn)
  const money = card.gap?.money
  return (
    <>
      <Figures card={card} />
      {money && card.gap?.felt === 'too_high' ? (
        <p className={classes.note}>
          {text.gap.money} <MoneyText amount={money} currency={access.currency} />
        </p>
      ) : null}
      <Parts card={card} />
      {isOpen ? <ScoreForm accountId={accountId} onDone={() => setOpen(false)} /> : null}
      <div className={classes.buttons}>
        {access.may('selection:judge') && !isOpen ? (
          <Button onClick={() => setOpen(true)}>{hasOwn ? text.form.again : text.form.open}</Button>
        ) : null}
        {access.seesMargins ? <AppLink href={paths.profitability()}>{text.page.open}</AppLink> : null}
      </div>
      <Scores scores={card.scores} />
    </>
  )
}

/** What an account earns, what our people feel it earns, and how far apart the two are. */
export function ScorecardPanel({ accountId }: { readonly accountId: string }) {
  const locale = useLocale()
  const query = useScorecard(accountId)
  const asOf = query.data?.asOf
  return (
    <Panel title={text.card.title} subtitle={asOf ? text.card.asOf(formatDate(asOf, locale)) : undefined}>
      <QueryGate query={query}>{(card) => <Content accountId={accountId} card={card} />}</QueryGate>
    </Panel>
  )
}
