import { ActionIcon, NumberInput } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { AnchorCurve } from './anchor-curve.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { Anchor } from './types.ts'

const MOST_ANCHORS = 12
const FEWEST_ANCHORS = 2

interface RowProps {
  readonly anchor: Anchor
  readonly index: number
  readonly unit: string
  readonly canRemove: boolean
  readonly onChange: (anchor: Anchor | null) => void
}

/** Rounds away what the binary fraction of a percentage leaves behind. */
function fromPercent(value: number): number {
  return Math.round(value * 1e6) / 1e8
}

function AnchorRow({ anchor, index, unit, canRemove, onChange }: RowProps) {
  const isShare = unit === 'fraction'
  return (
    <div className={classes.anchorRow}>
      <NumberInput
        aria-label={text.editor.anchorOf(index + 1, text.editor.anchorRaw)}
        value={isShare ? Math.round(anchor.raw * 1e8) / 1e6 : anchor.raw}
        suffix={isShare ? ' %' : ''}
        thousandSeparator={unit === 'money' ? ' ' : ''}
        hideControls
        onChange={(value) => {
          if (value === '' || !Number.isFinite(Number(value))) return
          onChange({ ...anchor, raw: isShare ? fromPercent(Number(value)) : Number(value) })
        }}
      />
      <NumberInput
        aria-label={text.editor.anchorOf(index + 1, text.editor.anchorPoints)}
        value={anchor.points}
        min={0}
        max={100}
        hideControls
        onChange={(value) => {
          if (value !== '') onChange({ ...anchor, points: Math.min(100, Math.max(0, Number(value))) })
        }}
      />
      <ActionIcon aria-label={text.editor.removeAnchor(index + 1)} disabled={!canRemove} onClick={() => onChange(null)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** A further anchor beyond the last, as far away as the one before it. */
function nextAnchor(anchors: readonly Anchor[]): Anchor {
  const last = anchors.at(-1) ?? { raw: 0, points: 0 }
  const before = anchors.at(-2)
  const step = before ? last.raw - before.raw : 1
  return { raw: last.raw + (step > 0 ? step : 1), points: last.points }
}

export interface AnchorsEditorProps {
  readonly anchors: readonly Anchor[]
  readonly unit: string
  readonly onChange: (anchors: Anchor[]) => void
}

/** Which value earns how many points: a table of anchors with its curve. */
export function AnchorsEditor({ anchors, unit, onChange }: AnchorsEditorProps) {
  const change = (index: number, anchor: Anchor | null) =>
    onChange(anchor === null ? anchors.toSpliced(index, 1) : anchors.with(index, anchor))
  return (
    <div>
      <div className={classes.muted}>{text.editor.anchorsHint}</div>
      <div className={classes.anchors}>
        <div>
          <div className={`${classes.anchorRow} ${classes.muted}`} aria-hidden>
            <span>{text.editor.anchorRaw}</span>
            <span>{text.editor.anchorPoints}</span>
          </div>
          {anchors.map((anchor, index) => (
            <AnchorRow
              // biome-ignore lint/suspicious/noArrayIndexKey: an anchor has no name and keeps its place while it is typed
              key={index}
              anchor={anchor}
              index={index}
              unit={unit}
              canRemove={anchors.length > FEWEST_ANCHORS}
              onChange={(next) => change(index, next)}
            />
          ))}
          {anchors.length < MOST_ANCHORS ? (
            <QuietButton onClick={() => onChange([...anchors, nextAnchor(anchors)])}>
              {text.editor.addAnchor}
            </QuietButton>
          ) : null}
        </div>
        <AnchorCurve anchors={anchors} unit={unit} />
      </div>
    </div>
  )
}
