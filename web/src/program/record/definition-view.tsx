import { MoneyText } from '../../kit/figures/money-text.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { TEXT_PARTS } from './definition-parts.ts'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Definition } from './types.ts'

function Investment({ content }: Pick<Definition, 'content'>) {
  const locale = useLocale()
  const { fullTimePeople, moneyPerYear, currency, executiveDaysPerYear } = content.investment
  const write = (value: number | null) =>
    value === null ? (
      <span className={classes.muted}>{text.definition.nothing}</span>
    ) : (
      formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 1 })
    )
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{text.definition.fields['investment.fullTimePeople']}</dt>
        <dd>{write(fullTimePeople)}</dd>
      </div>
      <div>
        <dt>{text.definition.fields['investment.moneyPerYear']}</dt>
        <dd>
          {moneyPerYear === null ? (
            <span className={classes.muted}>{text.definition.nothing}</span>
          ) : (
            <MoneyText amount={moneyPerYear} currency={currency} tone="plain" />
          )}
        </dd>
      </div>
      <div>
        <dt>{text.definition.fields['investment.executiveDaysPerYear']}</dt>
        <dd>{write(executiveDaysPerYear)}</dd>
      </div>
    </dl>
  )
}

/** A version as it reads. */
export function DefinitionView({ version }: { version: Definition }) {
  const locale = useLocale()
  const { content, publishedAt, publishedBy } = version
  return (
    <Panel
      title={text.definition.title}
      subtitle={
        publishedAt ? text.definition.publishedBy(formatDate(publishedAt, locale), publishedBy ?? '') : undefined
      }
    >
      <div className={classes.reading}>
        {TEXT_PARTS.map((part) => (
          <section key={part}>
            <h3>{text.definition.fields[part]}</h3>
            <p>{content[part] || <span className={classes.muted}>{text.definition.nothing}</span>}</p>
          </section>
        ))}
        <section>
          <h3>{text.definition.investmentTitle}</h3>
          <Investment content={content} />
        </section>
        {content.rebuildReason === '' ? null : (
          <section>
            <h3>{text.definition.fields.rebuildReason}</h3>
            <p>{content.rebuildReason}</p>
          </section>
        )}
      </div>
    </Panel>
  )
}
