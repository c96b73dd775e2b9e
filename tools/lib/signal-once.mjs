import { isMainThread } from 'node:worker_threads'

// Preloaded into the program that the launcher starts. Ctrl-C in a terminal reaches the launcher, npm and the program
// alike, and both npm and the launcher pass it on, so the program would see one key press up to three times and take
// the second for "stop at once". One press is one signal: repeats within half a second are dropped.
const repeatMilliseconds = 500
const lastSeen = new Map()
const emit = process.emit

process.emit = function emitOnce(name, ...rest) {
  if (name === 'SIGINT' || name === 'SIGTERM' || name === 'SIGHUP') {
    const now = Date.now()
    const isRepeat = now - (lastSeen.get(name) ?? Number.NEGATIVE_INFINITY) < repeatMilliseconds
    if (isRepeat) return true
    lastSeen.set(name, now)
  }
  return emit.call(this, name, ...rest)
}

// When the launcher is killed outright, nobody is left to pass on a stop: the program then stops by itself.
if (isMainThread && process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
