import type { ReactNode } from 'react'
import { Explain, type ExplainInput } from './explain.tsx'
import { FigureCell } from './figure-strip.tsx'

export interface ExplainedFigureProps {
  readonly label: string
  /** How it is computed, in one or two sentences. */
  readonly explanation: ReactNode
  readonly inputs: readonly ExplainInput[]
  /** Link to the rows behind the figure. */
  readonly rowsHref?: string | undefined
  /** One short sentence that says what it means. */
  readonly sentence?: ReactNode
  /** The figure itself: clicking it explains it. */
  readonly children: ReactNode
}

/** A cell of a figure strip whose figure says what it is made of. */
export function ExplainedFigure({ label, explanation, inputs, rowsHref, sentence, children }: ExplainedFigureProps) {
  return (
    <FigureCell
      label={label}
      value={
        <Explain label={label} sentence={explanation} inputs={inputs} rowsHref={rowsHref}>
          {children}
        </Explain>
      }
      sentence={sentence}
    />
  )
}
