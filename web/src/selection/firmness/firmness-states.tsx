import { Button } from '@mantine/core'
import { toProblem } from '../../kit/api/api-error.ts'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { ProgressBlock } from '../../kit/states/progress-block.tsx'
import { StateEmpty, StateFailed } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import type { FirmnessState } from './api/use-firmness.ts'
import classes from './firmness.module.css'
import { text } from './text.ts'

/** How far the answer is, with a way to stop it. */
export function FirmnessProgress({ state }: { state: FirmnessState }) {
  if (!state.progress) return null
  const { share, step, isWaiting } = state.progress
  return (
    <ProgressBlock
      label={isWaiting ? text.waiting : step === '' ? text.working : step}
      done={Math.round(share * 100)}
      total={100}
      unit={text.unit}
      onCancel={state.stop}
    />
  )
}

/** Why there is no answer to the question in view, and the next step. */
export function FirmnessFailure({ state }: { state: FirmnessState }) {
  const { failure, failureMessage, askAgain } = state
  if (!failure) return null
  if (failure.kind === 'error') {
    if (toProblem(failure.error).code === 'selection/no-criteria-set') {
      return <StateEmpty title={text.noSet} action={<AppLink href={paths.criteria()}>{text.openCriteria}</AppLink>} />
    }
    return <StateFailed error={failure.error} onRetry={askAgain} />
  }
  return (
    <StateEmpty
      title={text.failedTitle}
      sentence={failureMessage ?? text.cancelled}
      action={<Button onClick={askAgain}>{text.askAgain}</Button>}
    />
  )
}

/** Says of an answer on screen that it belongs to an earlier question, or to earlier scores. */
export function AnswerAge({ state }: { state: FirmnessState }) {
  const locale = useLocale()
  const { firmness, isOld } = state
  if (!firmness) return null
  if (isOld && state.failure) return null
  if (isOld) return <p className={classes.muted}>{text.old(formatInstant(firmness.finishedAt, locale))}</p>
  if (!firmness.isCurrent) return <p className={classes.note}>{text.outdated}</p>
  return null
}
