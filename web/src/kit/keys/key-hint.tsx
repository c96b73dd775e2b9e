import { Kbd } from '@mantine/core'
import classes from './keys.module.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const SIGNS: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: isApple ? '⇧' : 'Shift',
  alt: isApple ? '⌥' : 'Alt',
  enter: '↵',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
}

function signOf(key: string): string {
  return SIGNS[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** A key or a combination as it stands on this keyboard: "mod+K" is ⌘ K or Ctrl K. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <Kbd className={classes.hint} size="xs">
      {keys.split('+').map(signOf).join(' ')}
    </Kbd>
  )
}
