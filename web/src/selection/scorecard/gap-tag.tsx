import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { text } from './text.ts'
import type { FeltSide } from './types.ts'

const TONES: Readonly<Record<FeltSide, TagTone>> = {
  too_high: 'loss',
  too_low: 'caution',
  in_line: 'gain',
  unknown: 'neutral',
}

/** On which side of what it earns an account is felt. */
export function GapTag({ felt }: { felt: FeltSide }) {
  return (
    <Tag tone={TONES[felt]} title={text.gap.sentences[felt]}>
      {text.gap[felt]}
    </Tag>
  )
}
