import { Button } from '@mantine/core'
import { Tag } from '../kit/figures/badges.tsx'
import { seriesColor } from '../kit/figures/score-bar.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { WeightNumber, WeightSlider } from '../program/index.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { Ranking } from './types.ts'
import { type Weights, weightsOf } from './weights-text.ts'

export interface WeightsPanelProps {
  readonly ranking: Ranking
  readonly weights: Weights | undefined
  readonly onChange: (weights: Weights | undefined) => void
  /** Words on the button that stores the weights; without it they cannot be stored. */
  readonly saveLabel: string | null
  readonly isSaving: boolean
  readonly onSave: () => void
}

interface RowProps {
  readonly criterion: Ranking['criteria'][number]
  readonly index: number
  readonly total: number
  readonly weight: number
  readonly onChange: (weight: number) => void
}

function WeightRow({ criterion, index, total, weight, onChange }: RowProps) {
  const locale = useLocale()
  const known = formatNumber(criterion.accountsWithEvidence, { locale })
  return (
    <div className={classes.weightRow}>
      <div>
        <div className={classes.weightName}>
          <span className={classes.dot} style={{ background: seriesColor(index) }} aria-hidden />
          {criterion.name}
        </div>
        <div className={classes.weightNote}>
          {criterion.kind === 'measured' ? text.weights.measured : text.weights.judged} ·{' '}
          {text.weights.evidence(known, formatNumber(total, { locale }))}{' '}
          {criterion.isSize ? <Tag tone="caution">{text.weights.size}</Tag> : null}
        </div>
      </div>
      <WeightSlider name={criterion.name} weight={weight} least={0} onChange={onChange} />
      <WeightNumber name={criterion.name} weight={weight} least={0} onChange={onChange} />
    </div>
  )
}

/** Every criterion with its weight; the ranking follows the slider. */
export function WeightsPanel({ ranking, weights, onChange, saveLabel, isSaving, onSave }: WeightsPanelProps) {
  const locale = useLocale()
  const current = weightsOf(ranking.criteria, weights)
  const sum = Object.values(current).reduce((total, weight) => total + weight, 0)
  const hasZero = Object.values(current).includes(0)
  return (
    <Panel title={text.weights.title} subtitle={text.weights.sum(formatNumber(sum, { locale }))}>
      {ranking.criteria.map((criterion, index) => (
        <WeightRow
          key={criterion.key}
          criterion={criterion}
          index={index}
          total={ranking.total}
          weight={current[criterion.key] ?? 0}
          onChange={(weight) => onChange({ ...current, [criterion.key]: weight })}
        />
      ))}
      <div className={classes.weightFoot}>
        <span className={classes.muted}>{hasZero ? text.weights.zeroNote : null}</span>
        <Button disabled={weights === undefined} onClick={() => onChange(undefined)}>
          {text.weights.reset}
        </Button>
        {saveLabel ? (
          <Button variant="filled" disabled={weights === undefined || sum === 0} loading={isSaving} onClick={onSave}>
            {saveLabel}
          </Button>
        ) : null}
      </div>
    </Panel>
  )
}
