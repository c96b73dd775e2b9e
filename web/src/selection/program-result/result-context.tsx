import { PercentText } from '../../kit/figures/percent-text.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import shared from '../selection.module.css'
import classes from './program-result.module.css'
import { text } from './text.ts'
import type { ProgramResult } from './types.ts'

/** How many functions worked for the accounts, beside how these grew. */
export function Collaboration({ collaboration }: { collaboration: ProgramResult['collaboration'] }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: 2 })
  const { correlation, meanShare, accounts, fewest } = collaboration
  return (
    <Panel title={text.collaboration.title}>
      <dl className={classes.facts}>
        <dt>{text.collaboration.share}</dt>
        <dd>
          <PercentText fraction={meanShare} decimals={0} />
        </dd>
        <dt>{text.collaboration.correlation}</dt>
        <dd>
          {correlation.value ? (
            `${write(correlation.value.value)} (${write(correlation.value.low)} … ${write(correlation.value.high)})`
          ) : (
            <UnknownValue status={correlation.status} reasons={correlation.reasons} />
          )}
        </dd>
      </dl>
      <p className={classes.note}>
        {text.collaboration.count(formatNumber(accounts, { locale }), formatNumber(fewest, { locale }))}{' '}
        {text.collaboration.caution}
      </p>
    </Panel>
  )
}

/** What the field says of such programs. */
export function Benchmarks({ benchmarks }: { benchmarks: ProgramResult['benchmarks'] }) {
  return (
    <Panel title={text.benchmarks.title} subtitle={text.benchmarks.subtitle}>
      {benchmarks.map(({ code, claim, source, caution }) => (
        <figure key={code} className={classes.quote}>
          <blockquote>“{claim}”</blockquote>
          <figcaption className={classes.note}>
            {text.benchmarks.source} {source} {caution}
          </figcaption>
        </figure>
      ))}
    </Panel>
  )
}

/** The accounts that were held against each other. */
export function Pairs({ pairs }: { pairs: ProgramResult['pairs'] }) {
  return (
    <Panel title={text.pairs.title} subtitle={text.pairs.subtitle}>
      {pairs.length === 0 ? (
        <StateEmpty title={text.pairs.empty} />
      ) : (
        <div className={classes.pairs}>
          <table className={shared.table} aria-label={text.pairs.title}>
            <thead>
              <tr>
                <th scope="col">{text.pairs.key}</th>
                <th scope="col">{text.pairs.other}</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ keyAccount, other }) => (
                <tr key={keyAccount.id}>
                  <td>
                    <AppLink href={paths.account(keyAccount.id)}>{keyAccount.name}</AppLink>
                  </td>
                  <td>
                    <AppLink href={paths.account(other.id)}>{other.name}</AppLink>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
