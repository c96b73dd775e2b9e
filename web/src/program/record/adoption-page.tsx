import { ExplainedFigure } from '../../kit/figures/explained-figure.tsx'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import plain from '../../kit/layout/plain-table.module.css'
import { reachable } from '../../kit/layout/roles.ts'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { AdoptionStep, levelText } from './adoption-step.tsx'
import { useAdoption } from './api/adoption.ts'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Adoption } from './types.ts'

const TREND_MONTHS = 12

function rangeText(low: number, high: number, locale: string | undefined): string {
  const write = (value: number) => formatNumber(value, { locale, decimals: 1 })
  return low === high ? write(low) : text.adoption.between(write(low), write(high))
}

function Overview({ adoption }: { adoption: Adoption }) {
  const locale = useLocale()
  const open = adoption.steps.filter(({ level }) => level.value === null).length
  const [weakest] = adoption.weakest
  return (
    <FigureStrip label={text.adoption.title}>
      <ExplainedFigure
        label={text.adoption.overall}
        explanation={text.adoption.overallExplained}
        inputs={adoption.steps.map((step) => ({ name: text.adoption.steps[step.step], value: levelText(step) }))}
        sentence={text.adoption.ofMost(String(adoption.highestLevel))}
      >
        {rangeText(adoption.atLeast, adoption.atMost, locale)}
      </ExplainedFigure>
      <FigureCell
        label={text.adoption.weakest}
        value={weakest ? String(adoption.steps.findIndex(({ step }) => step === weakest) + 1) : ''}
        sentence={weakest ? text.adoption.steps[weakest] : undefined}
      />
      <FigureCell label={text.adoption.openSteps} value={String(open)} sentence={text.adoption.openStepsSentence} />
      <FigureCell
        label={text.adoption.keyAccounts}
        value={formatNumber(adoption.keyAccounts, { locale })}
        sentence={`${text.adoption.assessedOn} ${formatDate(adoption.assessedOn, locale)}`}
      />
    </FigureStrip>
  )
}

/** The levels of each step, month by month. */
function Trend({ adoption }: { adoption: Adoption }) {
  const months = adoption.trend.slice(-TREND_MONTHS)
  const locale = useLocale()
  return (
    <Panel title={text.adoption.trend} subtitle={text.adoption.trendNote}>
      <div className={classes.scroll} {...reachable}>
        <table className={plain.plain}>
          <thead>
            <tr>
              <th scope="col">{text.adoption.step}</th>
              {months.map(({ month }) => (
                <th key={month} scope="col">
                  {formatDate(month, locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {adoption.steps.map(({ step }) => (
              <tr key={step}>
                <th scope="row" className={classes.wrap}>
                  {text.adoption.steps[step]}
                </th>
                {months.map(({ month, steps }) => {
                  const found = steps.find((one) => one.step === step)
                  return <td key={month}>{found ? trendLevel(found.atLeast, found.atMost) : ''}</td>
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">
                <b>{text.adoption.overall}</b>
              </th>
              {months.map(({ month, atLeast, atMost }) => (
                <td key={month}>
                  <b>{rangeText(atLeast, atMost, locale)}</b>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function trendLevel(low: number, high: number): string {
  return low === high ? String(low) : text.adoption.levelUnknown(low, high)
}

function AdoptionBody({ adoption }: { adoption: Adoption }) {
  return (
    <>
      {adoption.keyAccounts === 0 ? <p className={classes.notice}>{text.adoption.noKeyAccounts}</p> : null}
      <Panel title={text.adoption.levels}>
        <ol className={classes.entries}>
          {adoption.steps.map((step, index) => (
            <AdoptionStep
              key={step.step}
              step={step}
              index={index}
              highest={adoption.highestLevel}
              keyAccounts={adoption.keyAccounts}
            />
          ))}
        </ol>
        <p className={classes.muted}>{adoption.source}</p>
      </Panel>
      <Trend adoption={adoption} />
    </>
  )
}

/** How far the program is lived, by evidence. */
export function AdoptionPage() {
  const adoption = useAdoption()
  return (
    <Page
      title={text.adoption.title}
      topBar={<TopBar title={text.adoption.title} note={text.adoption.note} />}
      band={adoption.data ? <Overview adoption={adoption.data} /> : undefined}
    >
      <QueryGate query={adoption}>{(data) => <AdoptionBody adoption={data} />}</QueryGate>
    </Page>
  )
}
