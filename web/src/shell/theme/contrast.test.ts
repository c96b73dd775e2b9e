/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrastRatio, readTokens } from './contrast.ts'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

const grounds = ['ground', 'surface', 'accent-faint', 'loss-faint', 'gain-faint', 'caution-faint', 'neutral-faint']
const readable: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['text', ground]),
  ...['ground', 'surface', 'accent-faint', 'neutral-faint'].flatMap((ground): [string, string][] =>
    ['muted', 'accent', 'loss', 'gain', 'caution'].map((ink) => [ink, ground]),
  ),
  ...['loss', 'gain', 'caution', 'accent'].map((tone): [string, string] => [tone, `${tone}-faint`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-loss', 'loss'],
]
/** Marks that must be seen but not read: 3 to 1 is asked. */
const visible: [string, string][] = [
  ['line-strong', 'surface'],
  ['bar', 'surface'],
  ['accent', 'track'],
  ['loss', 'track'],
  ['gain', 'track'],
  ['caution', 'track'],
]

describe.each([
  ['light', ':root[data-mantine-color-scheme="light"]'],
  ['dark', ':root[data-mantine-color-scheme="dark"]'],
])('the %s scheme', (_name, selector) => {
  const tokens = readTokens(css, selector)
  const ratioOf = (ink: string, ground: string) => contrastRatio(tokens.get(ink) ?? '', tokens.get(ground) ?? '')

  it.each(readable)('lets %s be read on %s', (ink, ground) => {
    expect(ratioOf(ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(visible)('lets %s be seen on %s', (ink, ground) => {
    expect(ratioOf(ink, ground)).toBeGreaterThanOrEqual(3)
  })
})

it('measures black on white as 21 to 1 and a color on itself as 1 to 1', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastRatio('#3347b0', '#3347b0')).toBeCloseTo(1, 5)
})
