import { normalizeWeights, wholePointWeights } from '@mainstay/domain/program'
import { Button, Menu, TextInput } from '@mantine/core'
import { showUndo } from '../kit/feedback/undo-toast.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatPercent } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { AxesEditor } from './axes-editor.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { CriterionEditor } from './criterion-editor.tsx'
import {
  addCriterion,
  axisOf,
  freshKey,
  moveCriterion,
  removeCriteria,
  replaceCriterion,
  setAxis,
} from './definition-changes.ts'
import { FaultList, faultOf, faultsAt } from './fault-list.tsx'
import { GatesEditor } from './gates-editor.tsx'
import { SIZE_WEIGHT_LIMIT } from './limits.ts'
import classes from './program.module.css'
import { SaveStatus } from './save-status.tsx'
import { usualAnchors, usualLevels } from './source-fields.tsx'
import { text } from './text.ts'
import type { CriteriaDefinition, Criterion, Measure } from './types.ts'
import type { DraftEditor, Fault } from './use-draft-editor.ts'

const USUAL_WEIGHT = 10
const MOST_CRITERIA = 40

export interface CriteriaEditorProps {
  readonly editor: DraftEditor
  readonly measures: readonly Measure[]
}

function newMeasured(definition: CriteriaDefinition, measures: readonly Measure[]): Criterion | null {
  const used = new Set(
    definition.criteria.flatMap(({ source }) => (source.kind === 'measured' ? [source.measure] : [])),
  )
  const measure = measures.find(({ key, isSize }) => !used.has(key) && !isSize) ?? measures[0]
  if (!measure) return null
  return {
    key: freshKey(definition.criteria, 'measured'),
    name: text.editor.newMeasured,
    definition: text.editor.newDefinition,
    weight: USUAL_WEIGHT,
    isSize: false,
    source: { kind: 'measured', measure: measure.key, anchors: usualAnchors(measure.unit) },
  }
}

function newJudged(definition: CriteriaDefinition): Criterion {
  return {
    key: freshKey(definition.criteria, 'judged'),
    name: text.editor.newJudged,
    definition: text.editor.newDefinition,
    weight: USUAL_WEIGHT,
    isSize: false,
    source: { kind: 'judged', levels: usualLevels() },
  }
}

/** Share of the weight on size, told while it is typed rather than after the server answered. */
function sizeShare(definition: CriteriaDefinition, measures: readonly Measure[]): number {
  const sizes = new Set(measures.filter(({ isSize }) => isSize).map(({ key }) => key))
  const total = definition.criteria.reduce((sum, { weight }) => sum + weight, 0)
  const onSize = definition.criteria
    .filter(({ isSize, source }) => isSize || (source.kind === 'measured' && sizes.has(source.measure)))
    .reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? 0 : onSize / total
}

function SizeNote({ share }: { share: number }) {
  const locale = useLocale()
  const sentence =
    share === 0 ? text.editor.noSize : text.editor.sizeShare(formatPercent(share, { locale, decimals: 0 }))
  if (share <= SIZE_WEIGHT_LIMIT) return <p className={classes.muted}>{sentence}</p>
  return (
    <p className={classes.notice} data-tone="caution">
      {sentence}. {text.editor.sizeWarning}
    </p>
  )
}

interface CriteriaPanelProps {
  readonly definition: CriteriaDefinition
  readonly measures: readonly Measure[]
  readonly faults: readonly Fault[]
  readonly onChange: (definition: CriteriaDefinition) => void
}

function AddMenu({ definition, measures, onChange }: Omit<CriteriaPanelProps, 'faults'>) {
  const add = (criterion: Criterion | null) => {
    if (criterion) onChange(addCriterion(definition, criterion))
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button disabled={definition.criteria.length >= MOST_CRITERIA}>{text.editor.add}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => add(newMeasured(definition, measures))}>{text.editor.addMeasured}</Menu.Item>
        <Menu.Item onClick={() => add(newJudged(definition))}>{text.editor.addJudged}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function CriteriaPanel({ definition, measures, faults, onChange }: CriteriaPanelProps) {
  const { criteria } = definition
  const sum = criteria.reduce((total, { weight }) => total + weight, 0)
  const normalize = () => {
    const shares = normalizeWeights(criteria.map(({ key, weight }) => ({ key, value: weight })))
    if (!shares.ok) return
    const weights = wholePointWeights(shares.value)
    onChange({
      ...definition,
      criteria: criteria.map((entry, index) => ({ ...entry, weight: weights[index]?.value ?? entry.weight })),
    })
  }
  const remove = (criterion: Criterion) => {
    onChange(removeCriteria(definition, new Set([criterion.key])))
    showUndo({ message: text.editor.removed(criterion.name), undo: () => onChange(definition) })
  }
  return (
    <Panel
      title={text.editor.criteria}
      subtitle={text.editor.count(criteria.length, sum)}
      actions={sum === 100 ? undefined : <QuietButton onClick={normalize}>{text.editor.normalize}</QuietButton>}
    >
      <FaultList faults={faults.filter(({ path }) => path === 'criteria')} />
      {criteria.map((criterion, index) => (
        <CriterionEditor
          key={criterion.key}
          criterion={criterion}
          index={index}
          count={criteria.length}
          share={sum === 0 ? 0 : criterion.weight / sum}
          axis={axisOf(definition, criterion.key)}
          measures={measures}
          faults={faultsAt(faults, `criteria.${index}`)}
          onChange={(next) => onChange(replaceCriterion(definition, index, next))}
          onAxis={(axis) => onChange(setAxis(definition, criterion.key, axis))}
          onMove={(step) => onChange(moveCriterion(definition, index, step))}
          onRemove={() => remove(criterion)}
        />
      ))}
      <div className={classes.bar}>
        <AddMenu definition={definition} measures={measures} onChange={onChange} />
        <div data-grow>
          <SizeNote share={sizeShare(definition, measures)} />
        </div>
      </div>
    </Panel>
  )
}

/** A draft under edit; it saves itself. */
export function CriteriaEditor({ editor, measures }: CriteriaEditorProps) {
  const { content, stored, save, change } = editor
  const faults: readonly Fault[] = save.kind === 'incomplete' ? save.faults : stored.faults
  const setDefinition = (definition: CriteriaDefinition) => change({ ...content, definition })
  return (
    <div className={classes.stack}>
      {save.kind === 'conflict' ? (
        <ConflictPanel
          mine={content}
          theirs={save.theirs}
          onKeepMine={editor.keepMine}
          onTakeTheirs={editor.takeTheirs}
        />
      ) : null}
      <div className={classes.bar}>
        <TextInput
          wrapperProps={{ 'data-grow': true }}
          aria-label={text.editor.name}
          value={content.name}
          maxLength={120}
          error={faultOf(faults, 'name')}
          onChange={(event) => change({ ...content, name: event.currentTarget.value })}
        />
        <SaveStatus save={save} faults={faults.length} onRetry={editor.retry} />
      </div>
      <CriteriaPanel definition={content.definition} measures={measures} faults={faults} onChange={setDefinition} />
      <AxesEditor definition={content.definition} onChange={setDefinition} />
      <GatesEditor definition={content.definition} measures={measures} faults={faults} onChange={setDefinition} />
    </div>
  )
}
