import { GRADE_DECIMALS } from '@mainstay/domain/plans'
import { VisuallyHidden } from '@mantine/core'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import classes from './objectives.module.css'
import { text } from './text.ts'
import type { KeyResultFigures, ObjectiveFigures } from './types.ts'

type Standing = Pick<
  KeyResultFigures | ObjectiveFigures,
  'grade' | 'status' | 'reasons' | 'color' | 'expected' | 'pace' | 'verdict'
>

const PACE_TONE: Readonly<Record<NonNullable<Standing['pace']>, TagTone>> = {
  on_track: 'gain',
  at_risk: 'caution',
  off_track: 'loss',
}

/** What stands where the reader lacks the right to margins. */
export function HiddenValue() {
  return <Hint note={text.hiddenNote}>{text.hidden}</Hint>
}

export interface GradeBarProps {
  readonly standing: Standing
  readonly size?: 'normal' | 'small'
}

/** The grade as number and bar, with a mark where it would be if it kept pace with the time. */
export function GradeBar({ standing, size = 'normal' }: GradeBarProps) {
  const locale = useLocale()
  const { grade, status, reasons, color, expected } = standing
  if (grade === null) return <UnknownValue status={status} reasons={reasons} />
  const written = formatNumber(grade, { locale, decimals: GRADE_DECIMALS })
  return (
    <span className={classes.grade}>
      <span>
        <VisuallyHidden>{text.grade('')}</VisuallyHidden>
        {written}
      </span>
      <span className={classes.track} data-size={size} aria-hidden>
        <span className={classes.fill} data-color={color} style={{ width: `${grade * 100}%` }} />
        {expected === null ? null : <span className={classes.due} style={{ left: `calc(${expected * 100}% - 1px)` }} />}
      </span>
    </span>
  )
}

/** The pace in a word; the color only supports it. */
export function PaceTag({ pace }: { readonly pace: NonNullable<Standing['pace']> }) {
  return <Tag tone={PACE_TONE[pace]}>{text.pace[pace]}</Tag>
}

/** The pace in words, or what came of it. */
export function PaceText({ standing }: { readonly standing: Standing }) {
  const locale = useLocale()
  const { grade, pace, expected, verdict } = standing
  if (expected === null) return <span className={classes.muted}>{text.notBegun}</span>
  return (
    <>
      {pace ? <PaceTag pace={pace} /> : null}
      {verdict ? <Tag>{text.verdicts[verdict]}</Tag> : null}
      {grade !== null && pace ? (
        <span className={classes.muted}>{text.paceSentence(formatPercent(expected, { locale, decimals: 0 }))}</span>
      ) : null}
    </>
  )
}
