import { Fragment } from 'react'
import { Hint } from '../../kit/figures/hint.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from './firmness.module.css'
import { text } from './text.ts'
import type { Firmness, LeftOut } from './types.ts'

const SHOWN_NAMES = 4

function Movers({ movers }: { movers: LeftOut['fallsOut'] }) {
  const locale = useLocale()
  if (movers.total === 0) return <span className={classes.muted}>{text.nobody}</span>
  const shown = movers.accounts.slice(0, SHOWN_NAMES)
  const write = (count: number) => formatNumber(count, { locale })
  const rest = movers.total - shown.length - movers.hidden
  const others = [
    movers.hidden > 0 ? text.hiddenAccounts(write(movers.hidden)) : null,
    rest > 0 ? text.more(write(rest)) : null,
  ].filter((part) => part !== null)
  return (
    <>
      <b>{write(movers.total)}</b>{' '}
      {shown.map(({ id, name }, position) => (
        <Fragment key={id}>
          {position === 0 ? null : ', '}
          <AppLink href={paths.account(id)}>{name}</AppLink>
        </Fragment>
      ))}{' '}
      <span className={classes.muted}>{others.join(', ')}</span>
    </>
  )
}

interface LeftOutRow {
  readonly key: string
  readonly name: string
  readonly judged?: number
  readonly left: LeftOut
}

function LeftOutTable({ label, rows }: { label: string; rows: readonly LeftOutRow[] }) {
  const locale = useLocale()
  const hasJudged = rows.some(({ judged }) => judged !== undefined)
  return (
    <section className={classes.scroll} {...reachable} aria-label={text.table(label)}>
      <table className={`${classes.table} ${classes.cards}`}>
        <thead>
          <tr>
            <th scope="col">{text.without.left}</th>
            {hasJudged ? <th scope="col">{text.without.judged}</th> : null}
            <th scope="col" data-align="start">
              {text.without.out}
            </th>
            <th scope="col" data-align="start">
              {text.without.in}
            </th>
            <th scope="col">
              <Hint note={text.without.alikeHint}>{text.without.alike}</Hint>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, judged, left }) => (
            <tr key={key}>
              <th scope="row" data-wrap="true">
                {name}
              </th>
              {hasJudged ? <td data-label={text.without.judged}>{formatNumber(judged ?? 0, { locale })}</td> : null}
              <td data-wrap="true" data-label={text.without.out}>
                <Movers movers={left.fallsOut} />
              </td>
              <td data-wrap="true" data-label={text.without.in}>
                <Movers movers={left.comesIn} />
              </td>
              <td data-label={text.without.alike}>
                {left.rankCorrelation === null ? '–' : formatNumber(left.rankCorrelation, { locale, decimals: 2 })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The list without each criterion in turn. */
export function WithoutCriteria({ criteria }: Pick<Firmness, 'criteria'>) {
  const rows = criteria.flatMap(({ key, name, without }): LeftOutRow[] =>
    without ? [{ key, name, left: without }] : [],
  )
  return (
    <Panel title={text.without.criteriaTitle} subtitle={text.without.criteriaSubtitle}>
      {rows.length === 0 ? text.without.oneCriterion : <LeftOutTable label={text.without.criteriaTitle} rows={rows} />}
    </Panel>
  )
}

/** The list without the scores of each person in turn. */
export function WithoutRaters({ raters }: Pick<Firmness, 'raters'>) {
  const rows = raters.map(
    ({ name, judgedAccounts, ...left }, index): LeftOutRow => ({
      key: String(index),
      name: name ?? text.without.someone,
      judged: judgedAccounts,
      left,
    }),
  )
  return (
    <Panel title={text.without.ratersTitle} subtitle={text.without.ratersSubtitle}>
      {rows.length === 0 ? text.without.noRaters : <LeftOutTable label={text.without.ratersTitle} rows={rows} />}
    </Panel>
  )
}
