import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from './back-test.module.css'
import { decisiveOf, intervalSentence, reasonSentence, verdictSentence } from './sentences.ts'
import { text } from './text.ts'
import type { BackTestAnswer, SetTest, Verdict } from './types.ts'

export const VERDICT_TONE: Readonly<Record<Verdict, TagTone>> = {
  better: 'gain',
  worse: 'loss',
  no_difference_shown: 'neutral',
  no_conclusion: 'caution',
}

const YEAR_MONTHS = 12

/** The finding in words, what stands against it, and the few numbers it rests on. */
export function FindingPanel({ answer, test }: { readonly answer: BackTestAnswer; readonly test: SetTest }) {
  const locale = useLocale()
  const { answer: words } = text
  const growth = decisiveOf(test)?.measures.netRevenue ?? test.comparisons[0]?.measures.netRevenue
  const all = test.comparisons.find(({ against }) => against === 'chance')?.measures.netRevenue?.others.growth.value
  const percent = (value: number) => formatPercent(value, { locale, sign: 'always' })
  const write = (value: number) => formatNumber(value, { locale })
  const interval = intervalSentence(test, locale)
  const isOver = test.comparisons.length > 0
  const facts = [
    { name: words.facts.picked, value: write(test.picks), note: words.facts.of(write(test.candidates)) },
    ...(isOver ? [{ name: words.facts.left, value: write(test.left), note: words.facts.leftNote }] : []),
    ...(growth?.picks.growth.value === null || growth === undefined || growth === null
      ? []
      : [
          {
            name: words.facts.grew,
            value: percent(growth.picks.growth.value),
            note: all === null || all === undefined ? '' : words.facts.all(percent(all)),
          },
        ]),
    {
      name: words.facts.looks,
      value: write(answer.setsTested),
      note: words.facts.level(formatPercent(answer.level, { locale })),
    },
  ]
  return (
    <Panel
      title={words.setNumber(test.criteriaSet)}
      subtitle={words.known(
        formatMonthSpan(answer.known.from, answer.known.to, locale),
        formatMonthSpan(answer.after.from, answer.after.to, locale),
      )}
      actions={<Tag tone={VERDICT_TONE[test.verdict]}>{text.verdicts[test.verdict]}</Tag>}
    >
      <p className={classes.finding}>{verdictSentence(answer, test, locale)}</p>
      {interval ? <p className={classes.sentence}>{interval}</p> : null}
      <dl className={classes.facts}>
        {facts.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} <small>{note}</small>
            </dd>
          </div>
        ))}
      </dl>
      <Reasons test={test} />
    </Panel>
  )
}

function Reasons({ test }: { test: SetTest }) {
  const locale = useLocale()
  return (
    <ul className={classes.notes}>
      {test.reasons.map((reason) => (
        <li key={reason.code}>{reasonSentence(reason, locale)}</li>
      ))}
    </ul>
  )
}

const BOOKS = ['movedCompanies', 'correctedLines', 'correctedCounts'] as const

/** What such a test cannot know. */
export function CaveatsPanel({ answer, test }: { readonly answer: BackTestAnswer; readonly test: SetTest }) {
  const locale = useLocale()
  const { caveats } = text
  const write = (value: number) => formatNumber(value, { locale })
  const before = answer.monthsBefore - YEAR_MONTHS
  const notes = [
    ...(test.matching ? [caveats.matched(write(test.matching.pairs), write(test.picks))] : []),
    ...(before < 1 ? [caveats.trendNone] : before < YEAR_MONTHS ? [caveats.trendPart(write(before))] : []),
    ...BOOKS.flatMap((kind) => {
      const changed = answer.booksChange?.[kind] ?? 0
      return changed > 0 ? [caveats.booksChange[kind](write(changed))] : []
    }),
    ...caveats.fixed,
  ]
  return (
    <Panel title={caveats.title}>
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Panel>
  )
}
