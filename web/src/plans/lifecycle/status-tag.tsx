import { Tag } from '../../kit/figures/badges.tsx'
import { text } from '../text.ts'

const TONE = { draft: 'caution', active: 'gain', closed: 'neutral' } as const

/** The state of a plan, in a word. */
export function StatusTag({ status }: { status: keyof typeof TONE }) {
  return <Tag tone={TONE[status]}>{text.status[status]}</Tag>
}
