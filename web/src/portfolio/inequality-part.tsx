import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Question, questionQuery } from '../economics/index.ts'
import { LorenzChart } from '../kit/charts/lorenz-chart.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { reasonText } from '../kit/figures/reasons.ts'
import { PageColumns } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { lorenzOptions } from './api/portfolio-queries.ts'
import classes from './portfolio.module.css'
import { text } from './text.ts'
import type { LorenzAnswer } from './types.ts'

const words = text.inequality
const HEIGHT = 340

/** How unevenly net revenue is spread, or why that cannot be said. */
export function InequalityPart({ question }: { question: Question }) {
  const lorenz = useQuery(lorenzOptions(question))
  return (
    <QueryGate query={lorenz} loading="chart">
      {(answer) =>
        answer.gini.value === null ? (
          <Panel title={words.title}>
            <StateEmpty
              title={words.refused}
              sentence={`${reasonText(answer.gini.reasons)} ${words.whale}`}
              action={<AppLink href={`${paths.portfolio()}?${questionQuery(question)}`}>{words.openWhale}</AppLink>}
            />
          </Panel>
        ) : (
          <Spread answer={answer} />
        )
      }
    </QueryGate>
  )
}

function Spread({ answer }: { answer: LorenzAnswer }) {
  const points = useMemo(
    () => answer.points.map((point) => ({ accounts: point.accountsShare, amount: point.amountShare })),
    [answer],
  )
  return (
    <PageColumns template="1.3fr 1fr">
      <LorenzChart title={words.title} height={HEIGHT} points={points} gini={answer.gini.value} />
      <Panel title={words.facts}>
        <table className={classes.facts}>
          <tbody>
            <tr>
              <th scope="row">{words.accounts}</th>
              <td>
                <NumberText value={answer.accounts} />
              </td>
            </tr>
            <tr>
              <th scope="row">{words.gini}</th>
              <td>
                <NumberText value={answer.gini} decimals={3} />
              </td>
            </tr>
            <tr>
              <th scope="row">{words.corrected}</th>
              <td>
                <NumberText value={answer.giniCorrected} decimals={3} />
              </td>
            </tr>
          </tbody>
        </table>
        <p className={`${classes.finding} ${classes.muted}`}>{words.reading}</p>
      </Panel>
    </PageColumns>
  )
}
