import { copyName, readName, type TextPlace } from './local-copies.ts'
import { fromBase64, toBase64 } from './text-wire.ts'

const BEGINNING = 'mainstay-last-words:'

interface LastWords {
  /** Of the section. */
  readonly title: string
  readonly update: string
}

function read(key: string): LastWords | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof found !== 'object' || found === null || !('title' in found && 'update' in found)) return null
    return { title: String(found.title), update: String(found.update) }
  } catch {
    return null
  }
}

/**
 * Keeps what was typed in the moment before a window is closed. The copy in the browser is written a little later than a
 * key is pressed, and a window that goes may not get to it; this is written before it goes.
 */
export function keepLastWords(place: TextPlace, title: string, update: Uint8Array): void {
  try {
    localStorage.setItem(BEGINNING + copyName(place), JSON.stringify({ title, update: toBase64(update) }))
  } catch {
    // No room, or a browser that keeps nothing: the copy has all but the last moment.
  }
}

/** Null where there are none, or none that can be read. */
export function lastWordsIn(place: TextPlace): Uint8Array | null {
  const words = read(BEGINNING + copyName(place))
  try {
    return words && fromBase64(words.update)
  } catch {
    return null
  }
}

export function forgetLastWords(place: TextPlace): void {
  try {
    localStorage.removeItem(BEGINNING + copyName(place))
  } catch {
    // Nothing is kept.
  }
}

/** Every place with such words in this browser. */
export function placesWithLastWords(): readonly (TextPlace & { readonly title: string })[] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      const place = key.startsWith(BEGINNING) ? readName(key.slice(BEGINNING.length)) : null
      const words = place && read(key)
      return words ? [{ ...place, title: words.title }] : []
    })
  } catch {
    return []
  }
}
