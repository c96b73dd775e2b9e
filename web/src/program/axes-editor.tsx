import { NumberInput } from '@mantine/core'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { keysOn, MATRIX_AXES, type MatrixAxis, midpointsOf, setMidpoint } from './definition-changes.ts'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaDefinition } from './types.ts'

const LOWEST = 1
const HIGHEST = 99

/** What makes up each axis of the portfolio matrix, and which fields the midpoints cut it into. */
export function AxesSentence({ definition }: { definition: CriteriaDefinition }) {
  const locale = useLocale()
  const midpoints = midpointsOf(definition)
  const names = (axis: MatrixAxis) => {
    const keys = new Set(keysOn(definition, axis))
    return definition.criteria.filter(({ key }) => keys.has(key)).map(({ name }) => name)
  }
  return (
    <>
      {MATRIX_AXES.map((axis) => (
        <p key={axis}>
          {names(axis).length === 0 ? text.editor.axisEmpty[axis] : text.editor.axisHas[axis](names(axis).join(', '))}
        </p>
      ))}
      <p className={classes.muted}>
        {text.editor.fields(
          formatNumber(midpoints.attractiveness, { locale }),
          formatNumber(midpoints.strength, { locale }),
        )}
      </p>
    </>
  )
}

export interface AxesEditorProps {
  readonly definition: CriteriaDefinition
  readonly onChange: (definition: CriteriaDefinition) => void
}

/** The midpoints of the portfolio matrix; which criterion is on which axis is said at the criterion. */
export function AxesEditor({ definition, onChange }: AxesEditorProps) {
  const midpoints = midpointsOf(definition)
  return (
    <Panel title={text.editor.matrix} subtitle={text.editor.matrixNote}>
      <div className={classes.stack}>
        <div className={classes.pair}>
          {MATRIX_AXES.map((axis) => (
            <NumberInput
              key={axis}
              label={text.editor.midpoints[axis]}
              value={midpoints[axis]}
              min={LOWEST}
              max={HIGHEST}
              step={5}
              clampBehavior="blur"
              onChange={(value) => {
                const next = Number(value)
                if (value !== '' && next >= LOWEST && next <= HIGHEST) onChange(setMidpoint(definition, axis, next))
              }}
            />
          ))}
        </div>
        <div>
          <AxesSentence definition={definition} />
        </div>
      </div>
    </Panel>
  )
}
