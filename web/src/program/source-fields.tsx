import { Select, Textarea } from '@mantine/core'
import { Tag } from '../kit/figures/badges.tsx'
import { AnchorsEditor } from './anchors-editor.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { Anchor, Criterion, Measure } from './types.ts'

const JUDGED_POINTS = [0, 25, 50, 75, 100]

/** Anchors to begin with, fit for the unit of a measure. */
export function usualAnchors(unit: string): Anchor[] {
  const top: Readonly<Record<string, number>> = { money: 100_000, fraction: 0.5, years: 10 }
  return [
    { raw: 0, points: 0 },
    { raw: top[unit] ?? 10, points: 100 },
  ]
}

export function usualLevels(): string[] {
  return JUDGED_POINTS.map((_, index) => text.editor.newLevel(index + 1))
}

interface SourceProps {
  readonly criterion: Criterion
  readonly measures: readonly Measure[]
  readonly onChange: (criterion: Criterion) => void
}

function MeasuredFields({ criterion, measures, onChange }: SourceProps) {
  if (criterion.source.kind !== 'measured') return null
  const { source } = criterion
  const chosen = measures.find(({ key }) => key === source.measure)
  const choose = (key: string | null) => {
    const measure = measures.find((candidate) => candidate.key === key)
    if (!measure || measure.key === source.measure) return
    const anchors = measure.unit === chosen?.unit ? source.anchors : usualAnchors(measure.unit)
    onChange({ ...criterion, source: { kind: 'measured', measure: measure.key, anchors } })
  }
  return (
    <>
      <Select
        label={text.editor.measure}
        description={
          <>
            {chosen?.meaning ?? text.editor.unknownMeasure}{' '}
            {chosen?.isSize ? (
              <Tag tone="caution" title={text.editor.isSizeHint}>
                {text.editor.isSize}
              </Tag>
            ) : null}{' '}
            {chosen?.needsMargins ? <Tag>{text.editor.needsMargins}</Tag> : null}
          </>
        }
        data={measures.map(({ key, name, isSize }) => ({
          value: key,
          label: isSize ? `${name} · ${text.editor.isSize}` : name,
        }))}
        value={source.measure}
        allowDeselect={false}
        searchable
        onChange={choose}
      />
      <AnchorsEditor
        anchors={source.anchors}
        unit={chosen?.unit ?? 'count'}
        onChange={(anchors) => onChange({ ...criterion, source: { ...source, anchors } })}
      />
    </>
  )
}

function JudgedFields({ criterion, onChange }: Omit<SourceProps, 'measures'>) {
  if (criterion.source.kind !== 'judged') return null
  const { levels } = criterion.source
  return (
    <fieldset className={classes.levels}>
      <legend className={classes.muted}>{text.editor.levels}</legend>
      {levels.map((level, index) => (
        <Textarea
          // biome-ignore lint/suspicious/noArrayIndexKey: the five levels are places, not things
          key={index}
          label={text.editor.levelOf(index + 1, JUDGED_POINTS[index] ?? 0)}
          value={level}
          autosize
          maxLength={300}
          onChange={(event) =>
            onChange({
              ...criterion,
              source: { kind: 'judged', levels: levels.with(index, event.currentTarget.value) },
            })
          }
        />
      ))}
    </fieldset>
  )
}

/** How a criterion is told: by a measure with anchors, or by people with five sentences. */
export function SourceFields(props: SourceProps) {
  return props.criterion.source.kind === 'measured' ? <MeasuredFields {...props} /> : <JudgedFields {...props} />
}
