import { Popover } from '@mantine/core'
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import { type ReactNode, useId, useState } from 'react'
import { reachable } from '../layout/roles.ts'
import { AppLink } from '../routing/app-link.tsx'
import classes from './figures.module.css'
import { text } from './text.ts'

/** One input of an explained number. What is left out is not shown. */
export interface ExplainInput {
  readonly name: string
  readonly value: ReactNode
  readonly weight?: ReactNode
  /** What it adds to the result. */
  readonly contribution?: ReactNode
  /** Where it comes from: a file, the ledger, a judgement. */
  readonly source?: ReactNode
  readonly date?: ReactNode
  readonly judge?: ReactNode
  /** Older than it should be: said in a word. */
  readonly isStale?: boolean
}

export interface ExplainProps {
  /** Name of the number, for the heading and the button. */
  readonly label: string
  /** How it is computed, in one or two sentences. */
  readonly sentence: ReactNode
  readonly inputs: readonly ExplainInput[]
  /** Link to the rows behind the number. */
  readonly rowsHref?: string | undefined
  /** The number itself as the thing to click; without it a small sign is shown. */
  readonly children?: ReactNode
}

type InputKey = 'weight' | 'contribution' | 'source' | 'date' | 'judge'
const COLUMNS: readonly { key: InputKey; heading: string }[] = [
  { key: 'weight', heading: text.explainWeight },
  { key: 'contribution', heading: text.explainContribution },
  { key: 'source', heading: text.explainSource },
  { key: 'date', heading: text.explainDate },
  { key: 'judge', heading: text.explainJudge },
]

function InputTable({ inputs }: { inputs: readonly ExplainInput[] }) {
  const shown = COLUMNS.filter(({ key }) => inputs.some((input) => input[key] !== undefined))
  return (
    <table className={classes.explainTable}>
      <thead>
        <tr>
          <th scope="col">{text.explainInput}</th>
          <th scope="col">{text.explainValue}</th>
          {shown.map(({ key, heading }) => (
            <th key={key} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inputs.map((input) => (
          <tr key={input.name}>
            <th scope="row">{input.name}</th>
            <td>{input.value}</td>
            {shown.map(({ key }) => (
              <td key={key}>
                {input[key]}
                {key === 'date' && input.isStale ? ' ' : null}
                {key === 'date' && input.isStale ? <span className={classes.stale}>{text.explainStale}</span> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A number that explains itself: inputs, weights, sources, dates and who judged, opened by click or keyboard. */
export function Explain({ label, sentence, inputs, rowsHref, children }: ExplainProps) {
  const [isOpen, setOpen] = useState(false)
  const headingId = useId()
  return (
    <Popover opened={isOpen} onChange={setOpen} width="auto" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={children ? classes.explainValue : classes.explainSign}
          aria-label={children ? undefined : text.explain(label)}
          title={text.explain(label)}
          onClick={(event) => {
            event.stopPropagation()
            setOpen((open) => !open)
          }}
        >
          {children ?? <IconInfoCircle size={13} stroke={1.6} aria-hidden />}
        </button>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.explain}
        aria-labelledby={headingId}
        onClick={(event) => event.stopPropagation()}
      >
        <div className={classes.explainHeading} id={headingId} {...reachable}>
          {label}
        </div>
        <p className={classes.explainSentence}>{sentence}</p>
        {inputs.length > 0 ? (
          <div className={classes.explainScroll}>
            <InputTable inputs={inputs} />
          </div>
        ) : null}
        {rowsHref ? (
          <AppLink className={classes.explainLink} href={rowsHref}>
            {text.openRows}
          </AppLink>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}
