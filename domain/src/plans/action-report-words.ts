import type { ActionReport, KeyResultStanding } from './action-report.ts'
import { PERIODS_UNTIL_REVIEW, REVIEW_PERIOD_DAYS } from './action-report.ts'

/**
 * The status report in plain words, a sentence each, the most pressing first after the share done. Says nothing of what
 * does not occur, and says outright when there is nothing to report on.
 */
export function reportInWords(report: ActionReport): string[] {
  if (report.counted === 0) return ['The plan has no actions yet.']
  return [
    doneSentence(report),
    ...lateSentences(report),
    ...blockedSentences(report),
    ...defectSentences(report),
    ...keyResultSentences(report.keyResults),
  ]
}

function doneSentence({ done, counted, doneFraction }: ActionReport): string {
  if (counted === 1) return done === 1 ? 'The only action is done.' : 'The only action is not done yet.'
  if (done === counted) return `All ${counted} actions are done.`
  const percent = Math.round((doneFraction ?? 0) * 100)
  return `${done} of ${counted} actions ${isOrAre(done)} done (${percent} %).`
}

function lateSentences({ overdue, medianDaysLate, done, counted }: ActionReport): string[] {
  if (overdue === 0) return done === counted ? [] : ['Nothing is overdue.']
  const days = medianDaysLate ?? 0
  if (overdue === 1) return [`1 action is overdue, by ${countOf(days, 'day')}.`]
  return [`${overdue} actions are overdue, by ${countOf(days, 'day')} in the median.`]
}

function blockedSentences({ blocked }: ActionReport): string[] {
  return blocked.map(({ title, reason }) => `“${title}” is blocked: ${withoutStop(reason)}.`)
}

function defectSentences({ withoutOwner, withoutDueDate, ownerLeft }: ActionReport): string[] {
  return [
    ...(withoutOwner > 0 ? [`${countOf(withoutOwner, 'action')} ${hasOrHave(withoutOwner)} no owner.`] : []),
    ...(withoutDueDate > 0 ? [`${countOf(withoutDueDate, 'action')} ${hasOrHave(withoutDueDate)} no due date.`] : []),
    ...(ownerLeft > 0
      ? [`${countOf(ownerLeft, 'action')} ${ownerLeft === 1 ? 'belongs' : 'belong'} to somebody who has left.`]
      : []),
  ]
}

const MOVED: Readonly<Record<KeyResultStanding['movement'], string>> = {
  forward: 'has moved towards its target',
  none: 'has not moved',
  backward: 'has moved away from its target',
  unknown: 'has not been measured often enough to say whether it moved',
}

/** Key results of which too little is known to say more are counted, rather than told of one by one. */
const MOST_UNKNOWN = 2

function keyResultSentences(standings: readonly KeyResultStanding[]): string[] {
  const unknown = standings.filter(({ movement, asksForReview }) => movement === 'unknown' && !asksForReview)
  if (unknown.length <= MOST_UNKNOWN) return standings.flatMap(sentencesOf)
  return [
    ...standings.filter((standing) => !unknown.includes(standing)).flatMap(sentencesOf),
    `${unknown.length} key results have not been measured often enough to say whether they moved.`,
  ]
}

function sentencesOf(standing: KeyResultStanding): string[] {
  const { title, movement, doneActions, asksForReview } = standing
  const days = PERIODS_UNTIL_REVIEW * REVIEW_PERIOD_DAYS
  const moved = `“${title}” ${MOVED[movement]}${movement === 'unknown' ? '' : ` in the last ${days} days`}`
  if (!asksForReview) return [`${moved}.`]
  return [
    `${moved} although ${countOf(doneActions, 'action')} for it ${isOrAre(doneActions)} done: look again at whether they are the right ones.`,
  ]
}

function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are'
}

function hasOrHave(count: number): string {
  return count === 1 ? 'has' : 'have'
}

function withoutStop(reason: string): string {
  return reason.trim().replace(/[.\s]+$/, '')
}
