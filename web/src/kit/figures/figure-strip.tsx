import type { ReactNode } from 'react'
import classes from './figures.module.css'

/** The figures that stand first on a screen: three to six cells in one band. */
export function FigureStrip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.strip} aria-label={label}>
      {children}
    </section>
  )
}

export interface FigureCellProps {
  readonly label: string
  /** The big value: a MoneyText, PercentText, words ("18 of 20 places") or UnknownValue. */
  readonly value: ReactNode
  /** One short sentence that says what it means. */
  readonly sentence?: ReactNode
  /** `Explain` for this figure, at the end of the label. */
  readonly explain?: ReactNode
  /** Colors words that are no MoneyText; the sign stays with the text. */
  readonly tone?: 'plain' | 'loss' | 'gain'
}

/** One figure with its name and its sentence. */
export function FigureCell({ label, value, sentence, explain, tone = 'plain' }: FigureCellProps) {
  return (
    <div className={classes.cell}>
      <div className={classes.cellLabel}>
        <span>{label}</span>
        {explain}
      </div>
      <div className={classes.cellValue} data-tone={tone}>
        {value}
      </div>
      {sentence ? <div className={classes.cellSentence}>{sentence}</div> : null}
    </div>
  )
}
