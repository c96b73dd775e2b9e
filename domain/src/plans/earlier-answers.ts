/** An answer to a field with given answers: what was chosen, the day it is of, and who said so. */
export interface GivenAnswer {
  readonly content: string
  readonly asOf: string
  readonly authorName: string
}

/**
 * What was answered before the answer of now, the latest first, from all that was ever said, the first first. An answer that
 * was only confirmed again is one answer since it was first given; one that was given again after another counts again. What
 * another answer of the same or an earlier day took the place of was a slip or taken back, and is not told. Shows how far
 * something has come, such as the stage of a relationship.
 */
export function answersBefore(told: readonly GivenAnswer[]): readonly GivenAnswer[] {
  const stood: GivenAnswer[] = []
  for (const answer of told) {
    while ((stood.at(-1)?.asOf ?? '') >= answer.asOf) stood.pop()
    if (stood.at(-1)?.content !== answer.content) stood.push(answer)
  }
  return stood.slice(0, -1).toReversed()
}
