import { toCsv } from '../../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../../kit/data/download.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { reasonSentence } from './edge-reasons.ts'
import classes from './firmness.module.css'
import { text } from './text.ts'
import type { EdgeAccount, Firmness } from './types.ts'
import { isClose } from './verdict.ts'

const SHOWN_REASONS = 3

function Reasons({ edge }: { edge: EdgeAccount }) {
  const locale = useLocale()
  const rest = edge.reasons.length - SHOWN_REASONS
  const sentences = edge.reasons.map((reason) => reasonSentence(reason, locale))
  return (
    <ul className={classes.reasons} title={rest > 0 ? sentences.join('; ') : undefined}>
      {sentences.slice(0, SHOWN_REASONS).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {rest > 0 ? <li className={classes.muted}>{text.edges.several(formatNumber(rest, { locale }))}</li> : null}
    </ul>
  )
}

/** The accounts whose place hangs on little, with why. */
export function EdgePanel({ firmness }: { firmness: Firmness }) {
  const locale = useLocale()
  const { edgesTotal } = firmness
  const edges = firmness.edges.toSorted((one, other) => Number(isClose(other)) - Number(isClose(one)))
  const write = (count: number) => formatNumber(count, { locale })
  if (edges.length === 0) {
    return (
      <Panel title={text.edges.title}>
        <StateEmpty title={text.edges.none} sentence={text.edges.noneSentence} />
      </Panel>
    )
  }
  const csv = () => {
    const { account, rank, side, reasons } = text.edges
    const rows = edges.map((edge) => [
      edge.account.name,
      edge.account.code,
      edge.rank,
      edge.isInside ? text.edges.inside : text.edges.outside,
      edge.reasons.map((reason) => reasonSentence(reason, locale)).join('; '),
    ])
    const content = toCsv([account, text.chart.code, rank, side, reasons], rows)
    downloadText(`${fileNameOf(text.edges.title)}.csv`, content, 'text/csv')
  }
  return (
    <Panel
      title={text.edges.title}
      subtitle={text.edges.subtitle(write(edgesTotal))}
      actions={<ExportMenu label={text.edges.title} choices={[{ label: text.edges.csv, onSelect: csv }]} />}
    >
      <section className={classes.tall} {...reachable} aria-label={text.table(text.edges.title)}>
        <table className={`${classes.table} ${classes.cards}`}>
          <thead>
            <tr>
              <th scope="col">{text.edges.account}</th>
              <th scope="col">{text.edges.rank}</th>
              <th scope="col" data-align="start">
                {text.edges.side}
              </th>
              <th scope="col" data-align="start">
                {text.edges.reasons}
              </th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <tr key={edge.account.id}>
                <th scope="row" data-wrap="true">
                  <AppLink href={paths.account(edge.account.id)}>{edge.account.name}</AppLink>
                </th>
                <td data-label={text.edges.rank}>{write(edge.rank)}</td>
                <td data-align="start">
                  <Tag tone={edge.isInside ? 'accent' : 'neutral'}>
                    {edge.isInside ? text.edges.inside : text.edges.outside}
                  </Tag>
                </td>
                <td data-wrap="true">
                  <Reasons edge={edge} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {edgesTotal > edges.length ? (
        <p className={classes.muted}>{text.edges.shown(write(edges.length), write(edgesTotal))}</p>
      ) : null}
    </Panel>
  )
}
