import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatPercent } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { driversOf } from './case-facts.ts'
import { text } from './text.ts'
import { type DriverKind, type Evidence, KINDS, type ValueCase, type ValueDriver } from './types.ts'
import classes from './value.module.css'

const words = text.drivers
const TONES: Readonly<Record<Evidence, TagTone>> = { claimed: 'caution', agreed: 'accent', measured: 'gain' }
/** Name, evidence, owner, likelihood and part, before the years. */
const COLUMNS_BEFORE = 5

export interface DriverDeeds {
  readonly onChange: (driver: ValueDriver) => void
  readonly onRemove: (driver: ValueDriver) => void
}

export interface DriverTableProps {
  readonly valueCase: ValueCase
  /** Null for readers. */
  readonly deeds: DriverDeeds | null
}

/** What makes up a case, benefits first, with amounts year by year. */
export function DriverTable({ valueCase, deeds }: DriverTableProps) {
  const columns = COLUMNS_BEFORE + valueCase.years + 1
  return (
    <section className={classes.scroll} aria-label={words.label(valueCase.title)} {...reachable}>
      <table className={classes.drivers}>
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col" data-wide>
              {words.columns.evidence}
            </th>
            <th scope="col" data-wide>
              {words.columns.owner}
            </th>
            <th scope="col" data-align="end" data-wide>
              {words.columns.probability}
            </th>
            <th scope="col" data-align="end" data-wide>
              {words.columns.attribution}
            </th>
            {valueCase.results.base.flows.map((_, year) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a year has no other name than its place
              <th key={year} scope="col" data-align="end">
                {text.year(year)}
              </th>
            ))}
          </tr>
        </thead>
        {KINDS.map((kind) => (
          <DriverGroup key={kind} kind={kind} valueCase={valueCase} deeds={deeds} columns={columns} />
        ))}
        <tfoot>
          <tr className={classes.total}>
            <th scope="row" className={classes.name}>
              {words.expected}
            </th>
            <td colSpan={COLUMNS_BEFORE - 1} data-wide />
            {valueCase.results.expected.flows.map((flow, year) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a year has no other name than its place
              <td key={year} data-align="end">
                <MoneyText amount={flow} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

interface GroupProps extends DriverTableProps {
  readonly kind: DriverKind
  readonly columns: number
}

function DriverGroup({ kind, valueCase, deeds, columns }: GroupProps) {
  const drivers = driversOf(valueCase, kind)
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={columns}>
          {words.kinds[kind]}
        </th>
      </tr>
      {drivers.map((driver) => (
        <DriverRow key={driver.id} driver={driver} deeds={deeds} />
      ))}
      {drivers.length === 0 ? (
        <tr>
          <td colSpan={columns} className={classes.muted}>
            {words.none[kind]}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

function DriverRow({ driver, deeds }: { readonly driver: ValueDriver; readonly deeds: DriverDeeds | null }) {
  const locale = useLocale()
  const { name, evidence, owner, kind } = driver
  return (
    <tr>
      <th scope="row" className={classes.name}>
        <span className={classes.words}>{name}</span>
        {driver.method ? <span className={classes.fact}>{driver.method}</span> : null}
        <span className={`${classes.fact} ${classes.onPhone}`}>{inShort(driver, locale)}</span>
        {deeds ? (
          <span className={classes.deeds}>
            <QuietButton aria-label={text.changeOne(name)} onClick={() => deeds.onChange(driver)}>
              {text.change}
            </QuietButton>
            <QuietButton aria-label={text.removeOne(name)} onClick={() => deeds.onRemove(driver)}>
              {text.remove}
            </QuietButton>
          </span>
        ) : null}
      </th>
      <td className={classes.evidence} data-wide>
        <Tag tone={TONES[evidence]}>{text.evidence[evidence]}</Tag>
        {driver.baseline ? <span className={classes.fact}>{words.against(driver.baseline)}</span> : null}
        {driver.source ? <span className={classes.fact}>{words.source(driver.source)}</span> : null}
      </td>
      <td className={classes.owner} data-wide>
        {owner ? (
          <>
            {owner.name}
            <span className={classes.fact}>{owner.function}</span>
          </>
        ) : (
          <span className={classes.muted}>{kind === 'benefit' ? words.nobody : null}</span>
        )}
      </td>
      <td data-align="end" data-wide>
        {kind === 'cost' ? null : <PercentText fraction={driver.probability} decimals={0} />}
      </td>
      <td data-align="end" data-wide>
        <PercentText fraction={driver.attribution} decimals={0} />
      </td>
      {driver.years.map((amounts, year) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a year has no other name than its place
        <td key={year} data-align="end">
          <YearAmount amounts={amounts} />
        </td>
      ))}
    </tr>
  )
}

/** What stands in columns of its own where there is room for them. */
function inShort({ kind, evidence, owner, probability, attribution }: ValueDriver, locale: string | undefined): string {
  const percent = (fraction: number) => formatPercent(fraction, { locale, decimals: 0 })
  return [
    text.evidence[evidence],
    ...(kind === 'benefit' ? [owner?.name ?? words.nobody, words.likely(percent(probability))] : []),
    words.due(percent(attribution)),
  ].join(' · ')
}

function YearAmount({ amounts: { low, base, high } }: { readonly amounts: ValueDriver['years'][number] }) {
  const locale = useLocale()
  const write = (amount: string) => formatMoneyCompact(amount, { locale })
  return (
    <>
      <MoneyText amount={base} />
      {Number(low ?? base) === Number(high ?? base) ? null : (
        <span className={classes.fact}>{words.range(write(low ?? base), write(high ?? base))}</span>
      )}
    </>
  )
}
