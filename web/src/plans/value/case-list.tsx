import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { yearsInWords } from './figure-words.ts'
import { text } from './text.ts'
import type { ValueCase } from './types.ts'
import classes from './value.module.css'

const words = text.columns

export interface CaseListProps {
  readonly cases: readonly ValueCase[]
  readonly shownId: string
  readonly onShow: (id: string) => void
}

/** All cases beside each other, as expected; the one that is shown below is marked. */
export function CaseList({ cases, shownId, onShow }: CaseListProps) {
  return (
    <Panel title={text.list}>
      <table className={classes.cases}>
        <thead>
          <tr>
            <th scope="col">{words.title}</th>
            <th scope="col" data-align="end">
              {words.roi}
            </th>
            <th scope="col" data-align="end">
              {words.npv}
            </th>
            <th scope="col" data-align="end" data-wide>
              {words.payback}
            </th>
            <th scope="col" data-align="end" data-wide>
              {words.marks}
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <CaseRow key={one.id} valueCase={one} isShown={one.id === shownId} onShow={onShow} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

interface RowProps {
  readonly valueCase: ValueCase
  readonly isShown: boolean
  readonly onShow: (id: string) => void
}

function CaseRow({ valueCase, isShown, onShow }: RowProps) {
  const locale = useLocale()
  const { id, title, beneficiary, marks, results } = valueCase
  const { returnOnInvestment, netPresentValue, paybackYears } = results.expected
  const none = <span className={classes.muted}>{text.notKnown}</span>
  return (
    <tr className={isShown ? classes.shown : undefined}>
      <th scope="row">
        <button
          type="button"
          className={classes.caseName}
          aria-current={isShown ? 'true' : undefined}
          onClick={() => onShow(id)}
        >
          {title}
        </button>
        <span className={classes.fact}>{text.beneficiary[beneficiary]}</span>
      </th>
      <td data-align="end">
        {returnOnInvestment.value === null ? none : <PercentText fraction={returnOnInvestment.value} decimals={0} />}
      </td>
      <td data-align="end">{netPresentValue.value === null ? none : <MoneyText amount={netPresentValue.value} />}</td>
      <td data-align="end" data-wide>
        {paybackYears.value === null ? none : yearsInWords(paybackYears.value, locale)}
      </td>
      <td data-align="end" data-wide>
        {marks.length === 0 ? <span className={classes.muted}>{text.nothing}</span> : text.toLookAt(marks.length)}
      </td>
    </tr>
  )
}
