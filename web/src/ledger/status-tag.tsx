import { Tag, type TagTone } from '../kit/figures/badges.tsx'
import { text } from './text.ts'
import type { ImportStatus } from './types.ts'

const TONES: Readonly<Partial<Record<ImportStatus, TagTone>>> = {
  applied: 'gain',
  failed: 'loss',
  checking: 'accent',
  applying: 'accent',
  undoing: 'accent',
  checked: 'accent',
}

/** Where an import stands. */
export function StatusTag({ status }: { status: ImportStatus }) {
  return <Tag tone={TONES[status] ?? 'neutral'}>{text.status[status]}</Tag>
}
