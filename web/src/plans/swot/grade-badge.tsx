import { swotGrade, swotScore } from '@mainstay/domain/plans'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { text } from './text.ts'

const TONES = { high: 'accent', medium: 'neutral', low: 'neutral' } as const satisfies Record<string, TagTone>

export interface GradeBadgeProps {
  readonly impact: number | null
  readonly confidence: number | null
}

/** High, medium or low in words, with the score; how it came about is told in the title. */
export function GradeBadge({ impact, confidence }: GradeBadgeProps) {
  const score = swotScore({ impact, confidence })
  const grade = swotGrade(score)
  if (impact === null || confidence === null || score === null || grade === null) {
    return <Tag title={text.gradeUnknown}>{text.notGraded}</Tag>
  }
  return (
    <Tag tone={TONES[grade]} title={text.gradeNote(impact, confidence, score)}>
      {text.grades[grade]} <b>{score}</b>
    </Tag>
  )
}
