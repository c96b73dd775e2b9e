import { ActionIcon, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useId, useState } from 'react'
import { Tag } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatPercent } from '../kit/format/number.ts'
import type { Axis } from './definition-changes.ts'
import { FaultList, faultOf } from './fault-list.tsx'
import classes from './program.module.css'
import { SourceFields } from './source-fields.tsx'
import { text } from './text.ts'
import type { Criterion, Measure } from './types.ts'
import type { Fault } from './use-draft-editor.ts'
import { WeightNumber, WeightSlider } from './weight-field.tsx'

export interface CriterionEditorProps {
  readonly criterion: Criterion
  readonly index: number
  readonly count: number
  /** Share of the whole weight. */
  readonly share: number
  readonly axis: Axis
  readonly measures: readonly Measure[]
  /** Faults of this criterion, with full paths. */
  readonly faults: readonly Fault[]
  readonly onChange: (criterion: Criterion) => void
  readonly onAxis: (axis: Axis) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onRemove: () => void
}

function Order({
  criterion,
  index,
  count,
  onMove,
}: Pick<CriterionEditorProps, 'criterion' | 'index' | 'count' | 'onMove'>) {
  return (
    <div className={classes.order}>
      <button
        type="button"
        aria-label={text.editor.moveUp(criterion.name)}
        disabled={index === 0}
        onClick={() => onMove(-1)}
      >
        <IconChevronUp size={14} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={text.editor.moveDown(criterion.name)}
        disabled={index === count - 1}
        onClick={() => onMove(1)}
      >
        <IconChevronDown size={14} aria-hidden />
      </button>
    </div>
  )
}

function sourceName({ source }: Criterion, measures: readonly Measure[]): string {
  if (source.kind === 'judged') return text.compare.judged
  return text.compare.measuredBy(measures.find(({ key }) => key === source.measure)?.name ?? source.measure)
}

/** One line of the criteria with its weight; opened it shows every field. */
function Head(props: CriterionEditorProps & { isOpen: boolean; bodyId: string; onToggle: () => void }) {
  const { criterion, share, measures, faults, onChange, onRemove, isOpen, bodyId, onToggle } = props
  const locale = useLocale()
  const isSize = criterion.isSize || isSizeMeasure(criterion, measures)
  const setWeight = (weight: number) => onChange({ ...criterion, weight })
  return (
    <div className={classes.criterionHead}>
      <Order {...props} />
      <button
        type="button"
        className={classes.criterionToggle}
        aria-expanded={isOpen}
        aria-controls={bodyId}
        title={text.editor.open(criterion.name)}
        onClick={onToggle}
      >
        <b>{criterion.name}</b>
        <span className={classes.muted}>
          {sourceName(criterion, measures)} · {text.editor.share(formatPercent(share, { locale, decimals: 0 }))}{' '}
          {isSize ? <Tag tone="caution">{text.editor.isSize}</Tag> : null}
        </span>
        {isOpen ? null : <FaultList faults={faults} />}
      </button>
      <div data-slider>
        <WeightSlider name={criterion.name} weight={criterion.weight} onChange={setWeight} />
      </div>
      <WeightNumber name={criterion.name} weight={criterion.weight} onChange={setWeight} />
      <div data-tools>
        <ActionIcon aria-label={text.editor.remove(criterion.name)} onClick={onRemove}>
          <IconTrash size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}

function isSizeMeasure({ source }: Criterion, measures: readonly Measure[]): boolean {
  return source.kind === 'measured' && (measures.find(({ key }) => key === source.measure)?.isSize ?? false)
}

const AXES: readonly Axis[] = ['attractiveness', 'strength', 'both', 'neither']

/** A criterion under edit: name, definition, weight, source, axis. */
export function CriterionEditor(props: CriterionEditorProps) {
  const { criterion, index, axis, measures, faults, onChange, onAxis } = props
  const [isOpen, setOpen] = useState(false)
  const bodyId = useId()
  const path = `criteria.${index}`
  return (
    <section className={classes.criterion} aria-label={criterion.name}>
      <Head {...props} isOpen={isOpen} bodyId={bodyId} onToggle={() => setOpen(!isOpen)} />
      {isOpen ? (
        <div className={classes.criterionBody} id={bodyId}>
          <FaultList faults={faults} />
          <div className={classes.pair}>
            <TextInput
              label={text.editor.criterionName}
              value={criterion.name}
              maxLength={80}
              error={faultOf(faults, `${path}.name`)}
              onChange={(event) => onChange({ ...criterion, name: event.currentTarget.value })}
            />
            <div>
              <div className={classes.muted}>{text.editor.axis}</div>
              <SegmentedControl
                size="xs"
                aria-label={text.editor.axis}
                value={axis}
                data={AXES.map((value) => ({ value, label: text.editor.axes[value] }))}
                onChange={(value) => onAxis(AXES.find((one) => one === value) ?? 'attractiveness')}
              />
            </div>
          </div>
          <Textarea
            label={text.editor.definition}
            value={criterion.definition}
            autosize
            minRows={2}
            maxLength={600}
            error={faultOf(faults, `${path}.definition`)}
            onChange={(event) => onChange({ ...criterion, definition: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            label={text.editor.speaksForSize}
            description={text.editor.isSizeHint}
            checked={criterion.isSize || isSizeMeasure(criterion, measures)}
            disabled={isSizeMeasure(criterion, measures)}
            onChange={(event) => onChange({ ...criterion, isSize: event.currentTarget.checked })}
          />
          <SourceFields criterion={criterion} measures={measures} onChange={onChange} />
        </div>
      ) : null}
    </section>
  )
}
