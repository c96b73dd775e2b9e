import { Hint } from '../kit/figures/hint.tsx'
import { MoneyText, type MoneyTextProps } from '../kit/figures/money-text.tsx'
import { PercentText, type PercentTextProps } from '../kit/figures/percent-text.tsx'
import classes from './economics.module.css'
import { text } from './text.ts'

/** The word for a cost or margin that the person may not see; not the same as unknown. */
export function HiddenValue() {
  return (
    <Hint className={classes.hidden} note={text.hiddenNote}>
      {text.hidden}
    </Hint>
  )
}

/** Money that only people with the right to margins see. */
export function MarginMoney({ seesMargins, ...money }: MoneyTextProps & { readonly seesMargins: boolean }) {
  return seesMargins ? <MoneyText {...money} /> : <HiddenValue />
}

/** A margin rate that only people with the right to margins see. */
export function MarginPercent({ seesMargins, ...percent }: PercentTextProps & { readonly seesMargins: boolean }) {
  return seesMargins ? <PercentText {...percent} /> : <HiddenValue />
}
