import { NumberInput, Slider } from '@mantine/core'
import { text } from './text.ts'

const USUAL_MOST = 60

export interface WeightFieldProps {
  readonly name: string
  readonly weight: number
  /** 1 in a set; 0 in a what-if ranking, where a criterion may be left out. */
  readonly least?: number
  readonly onChange: (weight: number) => void
}

/** A weight by slider: arrow keys move it by one, page keys by five. */
export function WeightSlider({ name, weight, least = 1, onChange }: WeightFieldProps) {
  return (
    <Slider
      value={weight}
      min={least}
      max={Math.max(USUAL_MOST, weight)}
      step={1}
      size={4}
      thumbSize={14}
      label={null}
      thumbLabel={text.editor.weightOf(name)}
      onChange={onChange}
    />
  )
}

/** The same weight as a number to type. */
export function WeightNumber({ name, weight, least = 1, onChange }: WeightFieldProps) {
  return (
    <NumberInput
      aria-label={text.editor.weightNumber(name)}
      value={weight}
      min={least}
      max={1000}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      hideControls
      onChange={(value) => {
        const next = Number(value)
        if (value !== '' && Number.isInteger(next) && next >= least && next <= 1000) onChange(next)
      }}
    />
  )
}
