import { NumberInput, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import * as z from 'zod/mini'
import { Tag } from '../../kit/figures/badges.tsx'
import { ExplainedFigure } from '../../kit/figures/explained-figure.tsx'
import { FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useCriteriaSets, versionName } from '../../program/index.ts'
import { parseWeights } from '../weights-text.ts'
import { AcceptabilityChart } from './acceptability-chart.tsx'
import { type FirmnessState, useFirmness } from './api/use-firmness.ts'
import { EdgePanel } from './edge-panel.tsx'
import classes from './firmness.module.css'
import { AnswerAge, FirmnessFailure, FirmnessProgress } from './firmness-states.tsx'
import { text } from './text.ts'
import type { Firmness } from './types.ts'
import { changeWords, countInside, nearestChange, verdictOn, writePoints } from './verdict.ts'
import { WeightLimits } from './weight-limits.tsx'
import { WithoutCriteria, WithoutRaters } from './without-panels.tsx'

const searchSchema = z.object({
  set: z._default(z.string(), ''),
  weights: z._default(z.string(), ''),
  // An address says 40 as a number; an emptied field is no number.
  places: z._default(z.union([z.string(), z.number()]), ''),
})
const DRAWS = 2_000
const TYPING_MILLISECONDS = 500
const MOST_PLACES = 1_000_000

function placesOf(written: string): number | undefined {
  return /^\d{1,7}$/.test(written) && Number(written) <= MOST_PLACES ? Number(written) : undefined
}

/** The line between in and out, tried elsewhere. */
function PlacesField({
  value,
  usual,
  onChange,
}: {
  value: string
  usual: number | undefined
  onChange: (value: string) => void
}) {
  return (
    <div className={classes.places} title={text.placesHint}>
      <span aria-hidden>{text.places}</span>
      <NumberInput
        aria-label={text.places}
        placeholder={usual === undefined ? text.places : String(usual)}
        min={0}
        max={MOST_PLACES}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={value}
        onChange={(next) => onChange(String(next))}
      />
    </div>
  )
}

function Figures({ firmness }: { firmness: Firmness }) {
  const locale = useLocale()
  const { acceptability, inside, places } = firmness
  const write = (count: number) => formatNumber(count, { locale })
  const first = firmness.criteria.find(({ key }) => key === firmness.smallest?.key)
  const change = first ? nearestChange(first) : null
  const drawInputs = [
    { name: text.figures.draws, value: write(acceptability.draws) },
    { name: text.figures.seed, value: String(acceptability.seed) },
    { name: text.figures.confidence, value: formatPercent(acceptability.level, { locale, decimals: 0 }) },
  ]
  return (
    <FigureStrip label={text.figures.label}>
      <ExplainedFigure label={text.figures.firm} explanation={text.figures.firmHint} inputs={[]}>
        {text.figures.firmOf(write(countInside(firmness).firm), write(inside))}
      </ExplainedFigure>
      <ExplainedFigure
        label={text.figures.always}
        explanation={text.figures.alwaysHint}
        inputs={drawInputs}
        sentence={text.figures.alwaysSentence(write(acceptability.draws))}
      >
        {write(acceptability.alwaysInside)}
      </ExplainedFigure>
      <ExplainedFigure
        label={text.figures.ever}
        explanation={text.figures.alwaysHint}
        inputs={drawInputs}
        sentence={text.figures.everSentence(write(places))}
      >
        {write(acceptability.everInside)}
      </ExplainedFigure>
      <ExplainedFigure
        label={text.figures.least}
        explanation={text.limits.subtitle}
        inputs={first ? [{ name: first.name, value: formatPercent(first.share, { locale }) }] : []}
        sentence={change ? `${first?.name}: ${changeWords(change)}` : undefined}
      >
        {change ? writePoints(change.change, locale) : text.figures.leastNone}
      </ExplainedFigure>
    </FigureStrip>
  )
}

/** Everything that was found, the finding in words first. */
function Answer({ state, firmness }: { state: FirmnessState; firmness: Firmness }) {
  const locale = useLocale()
  const goTo = useGoTo()
  const verdict = verdictOn(firmness, locale)
  return (
    <div className={`${classes.stack} ${classes.answer}`} data-old={state.isOld} aria-busy={state.isOld}>
      <Panel>
        <ul className={classes.sentences}>
          {verdict.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Panel>
      {firmness.ranked > 0 ? (
        <>
          <Figures firmness={firmness} />
          <WeightLimits firmness={firmness} />
          <AcceptabilityChart firmness={firmness} onOpen={(id) => goTo(paths.account(id))} />
          <EdgePanel firmness={firmness} />
          <WithoutCriteria criteria={firmness.criteria} />
          <WithoutRaters raters={firmness.raters} />
        </>
      ) : null}
    </div>
  )
}

/** Would the list survive other weights, one criterion less, one rater less? */
export function FirmnessPage() {
  const [search, setSearch] = useUrlState(searchSchema)
  const written = String(search.places)
  const [places] = useDebouncedValue(written, TYPING_MILLISECONDS)
  const sets = useCriteriaSets()
  const state = useFirmness({
    criteriaSetId: search.set === '' ? undefined : search.set,
    weights: parseWeights(search.weights),
    places: placesOf(places),
    draws: DRAWS,
  })
  const { firmness } = state
  const list = sets.data?.rows ?? []
  const back = new URLSearchParams(
    Object.entries({ set: search.set, weights: search.weights }).filter(([, part]) => part),
  )
  return (
    <Page
      title={text.title}
      topBar={
        <TopBar
          title={text.title}
          badge={firmness?.hasOwnWeights ? <Tag tone="accent">{text.ownWeights}</Tag> : null}
          note={firmness ? text.note(firmness.criteriaSet.name, firmness.criteriaSet.number) : null}
          pickers={
            <>
              {list.length > 1 ? (
                <Select
                  aria-label={text.pickSet}
                  w={230}
                  allowDeselect={false}
                  data={list.map((set) => ({ value: set.id, label: `${versionName(set)} · ${set.name}` }))}
                  value={search.set === '' ? (firmness?.criteriaSet.id ?? null) : search.set}
                  onChange={(id) => setSearch({ set: id ?? '', weights: '' })}
                />
              ) : null}
              <PlacesField
                value={written}
                usual={firmness?.places}
                onChange={(next) => setSearch({ places: placesOf(next) ?? '' })}
              />
            </>
          }
          actions={
            <AppLink href={`${paths.selection()}${back.size > 0 ? `?${back}` : ''}`}>{text.backToRanking}</AppLink>
          }
        />
      }
    >
      <div className={classes.stack}>
        <FirmnessProgress state={state} />
        <FirmnessFailure state={state} />
        <AnswerAge state={state} />
        {firmness ? <Answer state={state} firmness={firmness} /> : null}
        {!firmness && !state.failure ? <StateLoading lines={8} /> : null}
      </div>
    </Page>
  )
}
