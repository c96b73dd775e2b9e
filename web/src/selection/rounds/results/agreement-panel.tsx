import { Tag, type TagTone } from '../../../kit/figures/badges.tsx'
import { Hint } from '../../../kit/figures/hint.tsx'
import { NumberText } from '../../../kit/figures/number-text.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { reachable } from '../../../kit/layout/roles.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundResults } from '../types.ts'

type Agreement = RoundResults['overall']
type CriterionAgreement = RoundResults['criteria'][number]

const TONES: Readonly<Record<NonNullable<Agreement['reading']>, TagTone>> = {
  rely: 'gain',
  tentative: 'neutral',
  discuss: 'caution',
}

/** Whether the raters mean the same, criterion by criterion, and what to talk about where they do not. */
export function AgreementPanel({ results }: { readonly results: RoundResults }) {
  const discussed = results.criteria.filter(({ reading, widest }) => reading === 'discuss' && widest.length > 0)
  return (
    <Panel title={text.results.agreement} subtitle={text.results.agreementNote}>
      <div className={classes.scroll} {...reachable}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text.results.criterion}</th>
              <th scope="col">{text.results.meaning}</th>
              <th scope="col" data-align="end">
                {text.results.ordinal}
              </th>
              <th scope="col" data-align="end">
                {text.results.interval}
              </th>
              <th scope="col" data-align="end">
                <Hint note={text.results.iccNote}>{text.results.single}</Hint>
              </th>
              <th scope="col" data-align="end">
                <Hint note={text.results.iccNote}>{text.results.average}</Hint>
              </th>
              <th scope="col" data-align="end">
                {text.results.units}
              </th>
            </tr>
          </thead>
          <tbody>
            {results.criteria.map((criterion) => (
              <AgreementRow key={criterion.criterionKey} name={criterion.name} agreement={criterion} />
            ))}
            <AgreementRow name={text.results.overall} agreement={results.overall} />
          </tbody>
        </table>
      </div>
      {discussed.map((criterion) => (
        <Discussion key={criterion.criterionKey} criterion={criterion} />
      ))}
    </Panel>
  )
}

function AgreementRow({ name, agreement }: { name: string; agreement: Agreement }) {
  const { reading } = agreement
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {reading === null ? (
          <span className={classes.muted}>{text.results.unread}</span>
        ) : (
          <Tag tone={TONES[reading]} title={text.results.readingNote[reading]}>
            {text.results.reading[reading]}
          </Tag>
        )}
      </td>
      {[agreement.ordinal, agreement.interval, agreement.intraclassSingle, agreement.intraclassAverage].map(
        (figure, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: always the same four figures
          <td key={index} data-align="end">
            <NumberText value={figure} decimals={2} />
          </td>
        ),
      )}
      <td data-align="end">
        <NumberText value={agreement.units} />
      </td>
    </tr>
  )
}

/** The anchors to talk about, with the words of both ends: a mean would hide that they mean different things. */
function Discussion({ criterion }: { criterion: CriterionAgreement }) {
  return (
    <section className={classes.notice} data-tone="caution">
      <h3 className={classes.subheading}>{text.results.discussTitle(criterion.name)}</h3>
      <p>{text.results.readingNote.discuss}</p>
      <ul className={classes.plainList}>
        {criterion.widest.slice(0, 3).map(({ account, lowest, highest }) => (
          <li key={account.id}>
            <b>{account.name}</b>
            {[lowest, highest].map((end) => (
              <div key={end.score}>
                {text.results.said(end.name, end.function, String(end.score))}:{' '}
                {end.comment ?? <span className={classes.muted}>{text.results.noComment}</span>}{' '}
                <span className={classes.muted}>
                  ({text.sheet.level(String(end.score), criterion.levels[end.score - 1] ?? '')})
                </span>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
