import { showFailure } from '../../kit/feedback/undo-toast.tsx'

interface Told<Result> {
  readonly onSuccess: (result: Result) => void
  readonly onError?: (error: Error) => void
}

/**
 * Tells how a change went, also where what it was asked from has gone from the screen by then, or another one was asked
 * meanwhile: a mutation tells only the last thing it was asked, and only while its place is there.
 */
export function tellAfter<Result>(change: Promise<Result>, { onSuccess, onError = showFailure }: Told<Result>): void {
  void change.then(onSuccess, onError)
}
