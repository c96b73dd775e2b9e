import {
  SWOT_EVIDENCE_LENGTH,
  SWOT_KINDS,
  SWOT_SAID_BY_LENGTH,
  SWOT_TEXT_LENGTH,
  SWOT_VIEWPOINTS,
} from '@mainstay/domain/plans'
import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useId } from 'react'
import { GradeBadge } from './grade-badge.tsx'
import type { ItemForm } from './item-form.ts'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotKind, SwotViewpoint } from './types.ts'

const JUDGEMENTS = [
  { value: '', label: text.judgements.none },
  { value: '1', label: text.judgements[1] },
  { value: '2', label: text.judgements[2] },
  { value: '3', label: text.judgements[3] },
]

interface JudgementProps {
  readonly label: string
  readonly hint: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

/** Not judged, or 1 to 3. */
function Judgement({ label, hint, value, onChange }: JudgementProps) {
  const labelId = useId()
  return (
    <div className={classes.judgement}>
      <span className={classes.label} id={labelId}>
        {label}
      </span>
      <span className={classes.muted}>{hint}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={labelId}
        data={JUDGEMENTS}
        value={value === null ? '' : String(value)}
        onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
      />
    </div>
  )
}

export interface ItemFieldsProps {
  readonly form: ItemForm
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (patch: Partial<ItemForm>) => void
}

/** The inputs of an item, whether it is new or not. */
export function ItemFields({ form, errors, onChange }: ItemFieldsProps) {
  return (
    <>
      <Textarea
        label={text.fields.text}
        required
        autosize
        minRows={2}
        maxLength={SWOT_TEXT_LENGTH}
        data-autofocus
        value={form.text}
        error={errors.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={text.fields.viewpoint}
          data={SWOT_VIEWPOINTS.map((value) => ({ value, label: text.viewpoints[value] }))}
          value={form.viewpoint}
          error={errors.viewpoint}
          onChange={(event) => onChange({ viewpoint: event.currentTarget.value as SwotViewpoint })}
        />
        <NativeSelect
          label={text.fields.kind}
          data={SWOT_KINDS.map((value) => ({ value, label: text.kindsOne[value] }))}
          value={form.kind}
          error={errors.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as SwotKind })}
        />
      </div>
      <div className={classes.pair}>
        <Judgement
          label={text.fields.impact}
          hint={text.fields.impactHint}
          value={form.impact}
          onChange={(impact) => onChange({ impact })}
        />
        <Judgement
          label={text.fields.confidence}
          hint={text.fields.confidenceHint}
          value={form.confidence}
          onChange={(confidence) => onChange({ confidence })}
        />
      </div>
      <div aria-live="polite">
        <GradeBadge impact={form.impact} confidence={form.confidence} />
      </div>
      <Textarea
        label={text.fields.evidence}
        description={text.fields.evidenceHint}
        autosize
        minRows={2}
        maxLength={SWOT_EVIDENCE_LENGTH}
        value={form.evidence}
        error={errors.evidence}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={text.fields.evidenceOn}
          value={form.evidenceOn ?? ''}
          error={errors.evidenceOn}
          onChange={(event) => onChange({ evidenceOn: event.currentTarget.value || null })}
        />
        <TextInput
          label={text.fields.saidBy}
          maxLength={SWOT_SAID_BY_LENGTH}
          value={form.saidBy}
          error={errors.saidBy}
          onChange={(event) => onChange({ saidBy: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
