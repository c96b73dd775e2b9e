import { Hint } from '../../kit/figures/hint.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useSecondOpinions } from './api/weighting.ts'
import { text } from './text.ts'
import type { SecondOpinions } from './types.ts'
import classes from './weighting.module.css'

const words = text.check

function Methods({ opinions }: { opinions: SecondOpinions }) {
  const locale = useLocale()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.method}</th>
            <th scope="col" data-align="end">
              <Hint note={words.correlationNote}>{words.correlation}</Hint>
            </th>
            <th scope="col" data-align="end">
              <Hint note={words.turnedNote}>{words.turned}</Hint>
            </th>
          </tr>
        </thead>
        <tbody>
          {opinions.methods.map(({ method, correlation, turned }) => (
            <tr key={method}>
              <th scope="row">
                {words.methods[method]} <span className={classes.muted}>{words.means[method]}</span>
              </th>
              <td data-align="end">
                {correlation.value === null ? (
                  <UnknownValue status={correlation.status} reasons={correlation.reasons} />
                ) : (
                  formatNumber(correlation.value, { locale, decimals: 2 })
                )}
              </td>
              <td data-align="end">{formatNumber(turned, { locale })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Moved({ opinions }: { opinions: SecondOpinions }) {
  const locale = useLocale()
  if (opinions.rows.length === 0) return <p className={classes.muted}>{words.none}</p>
  const place = (value: number) => formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 1 })
  return (
    <section aria-label={words.moved}>
      <h3 className={classes.subheading}>{words.moved}</h3>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              <th scope="col" data-align="end">
                {words.place(words.score)}
              </th>
              {opinions.methods.map(({ method }) => (
                <th key={method} scope="col" data-align="end">
                  {words.methods[method]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {opinions.rows.map(({ account, byScore, byMethod }) => (
              <tr key={account.id}>
                <th scope="row">
                  <AppLink href={paths.account(account.id)}>{account.name}</AppLink>
                </th>
                <td data-align="end">{place(byScore)}</td>
                {opinions.methods.map(({ method }, index) => (
                  <td key={method} data-align="end">
                    {place(byMethod[index] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The order by score beside that of TOPSIS and AHP: a check, never the rule. */
export function SecondOpinionsPanel({ criteriaSetId }: { criteriaSetId: string }) {
  const locale = useLocale()
  const query = useSecondOpinions(criteriaSetId)
  const count = (value: number) => formatNumber(value, { locale })
  const { data } = query
  const subtitle = data
    ? words.compared(count(data.compared), count(data.mostCompared), data.compared === data.mostCompared)
    : undefined
  return (
    <Panel title={words.title} subtitle={subtitle}>
      <QueryGate query={query}>
        {(opinions) =>
          opinions.compared === 0 ? (
            <StateEmpty title={words.tooFewTitle} sentence={words.tooFew} />
          ) : (
            <div className={classes.stack}>
              <p className={classes.muted}>{words.explain}</p>
              <Methods opinions={opinions} />
              <Moved opinions={opinions} />
            </div>
          )
        }
      </QueryGate>
    </Panel>
  )
}
