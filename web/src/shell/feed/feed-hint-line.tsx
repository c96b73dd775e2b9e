import { useSyncExternalStore } from 'react'
import classes from '../frame.module.css'
import { text } from '../text.ts'
import { feedHint, subscribeToFeedHint } from './feed-hint.ts'

/** One quiet line: somebody else's change has just reached the screen. */
export function FeedHintLine() {
  const actorName = useSyncExternalStore(subscribeToFeedHint, feedHint)
  return (
    <div className={classes.hint} role="status">
      {actorName === null ? '' : text.figuresUpdated(actorName)}
    </div>
  )
}
