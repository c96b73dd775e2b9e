import { ActionIcon, NumberInput, Select, TextInput } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { replaceGate } from './definition-changes.ts'
import { FaultList, faultsAt } from './fault-list.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaDefinition, Gate, Measure } from './types.ts'
import type { Fault } from './use-draft-editor.ts'

const MOST_GATES = 20

interface Subjects {
  readonly definition: CriteriaDefinition
  readonly measures: readonly Measure[]
}

function subjectOptions({ definition, measures }: Subjects) {
  return [
    ...definition.criteria
      .filter(({ source }) => source.kind === 'judged')
      .map(({ key, name }) => ({ value: `judged:${key}`, label: text.editor.judgedScore(name) })),
    ...measures.map(({ key, name }) => ({ value: `measure:${key}`, label: name })),
  ]
}

function readSubject(value: string): Pick<Gate, 'criterionKey' | 'measure'> {
  const [kind, key = ''] = value.split(':')
  return kind === 'judged' ? { criterionKey: key, measure: null } : { criterionKey: null, measure: key }
}

interface GateRowProps extends Subjects {
  readonly gate: Gate
  readonly onChange: (gate: Gate | null) => void
}

function GateRow({ gate, definition, measures, onChange }: GateRowProps) {
  const isShare = measures.find(({ key }) => key === gate.measure)?.unit === 'fraction'
  const subject = gate.criterionKey === null ? `measure:${gate.measure ?? ''}` : `judged:${gate.criterionKey}`
  return (
    <div className={classes.gateRow}>
      <TextInput
        label={text.editor.gateName}
        value={gate.name}
        maxLength={120}
        onChange={(event) => onChange({ ...gate, name: event.currentTarget.value })}
      />
      <Select
        label={text.editor.gateSubject}
        data={subjectOptions({ definition, measures })}
        value={subject}
        allowDeselect={false}
        searchable
        onChange={(value) => value && onChange({ ...gate, ...readSubject(value) })}
      />
      <Select
        label={text.editor.gateOperator}
        data={[
          { value: 'at_least', label: text.editor.atLeast },
          { value: 'at_most', label: text.editor.atMost },
        ]}
        value={gate.operator}
        allowDeselect={false}
        onChange={(value) => onChange({ ...gate, operator: value === 'at_most' ? 'at_most' : 'at_least' })}
      />
      <NumberInput
        label={text.editor.gateValue}
        hideControls
        suffix={isShare ? ' %' : ''}
        value={isShare ? Math.round(gate.value * 1e8) / 1e6 : gate.value}
        onChange={(value) => {
          if (value === '' || !Number.isFinite(Number(value))) return
          onChange({ ...gate, value: isShare ? Math.round(Number(value) * 1e6) / 1e8 : Number(value) })
        }}
      />
      <ActionIcon aria-label={text.editor.removeGate(gate.name)} onClick={() => onChange(null)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}

export interface GatesEditorProps extends Subjects {
  readonly faults: readonly Fault[]
  readonly onChange: (definition: CriteriaDefinition) => void
}

/** What an account must pass whatever its score, and the least evidence to be ranked. */
export function GatesEditor({ definition, measures, faults, onChange }: GatesEditorProps) {
  const { gates } = definition
  const firstMeasure = measures.find(({ isSize }) => !isSize) ?? measures[0]
  const add = () => {
    if (!firstMeasure) return
    const gate: Gate = {
      name: text.editor.newGate,
      criterionKey: null,
      measure: firstMeasure.key,
      operator: 'at_least',
      value: 0,
    }
    onChange({ ...definition, gates: [...gates, gate] })
  }
  return (
    <Panel
      title={text.editor.gates}
      subtitle={text.editor.gatesNote}
      actions={gates.length < MOST_GATES ? <QuietButton onClick={add}>{text.editor.addGate}</QuietButton> : undefined}
    >
      {gates.length === 0 ? <p className={classes.muted}>{text.editor.noGates}</p> : null}
      {gates.map((gate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a gate is named by what is typed and keeps its place meanwhile
        <div key={index}>
          <GateRow
            gate={gate}
            definition={definition}
            measures={measures}
            onChange={(next) => onChange(replaceGate(definition, index, next))}
          />
          <FaultList faults={faultsAt(faults, `gates.${index}`)} />
        </div>
      ))}
      <NumberInput
        label={text.editor.confidence}
        description={text.editor.confidenceHint}
        maw={360}
        min={0}
        max={100}
        suffix=" %"
        allowDecimal={false}
        value={Math.round(definition.minimumConfidence * 100)}
        onChange={(value) => {
          const percent = Number(value)
          if (value !== '' && percent >= 0 && percent <= 100)
            onChange({ ...definition, minimumConfidence: percent / 100 })
        }}
      />
    </Panel>
  )
}
