import type { Box } from './deck-layout.ts'

/** What a deck is drawn on: how large its slides are, what is free on them, and which fonts and colors it has. */
export interface Stage {
  /** Whose master it is: on the company's own nothing is drawn but what is said. */
  readonly frame: 'plain' | 'company'
  readonly width: number
  readonly height: number
  readonly title: Box
  readonly titlePoints: number
  /** Of the title of the whole deck. */
  readonly first: Box
  /** Free for tables, charts and sentences. */
  readonly body: Box
  readonly font: string
  /** Behind what is drawn, where it is not known what lies below; null where the slide itself will do. */
  readonly paper: string | null
  /** Colors by name of the theme, or as six digits. */
  readonly ink: string
  readonly soft: string
  readonly accent: string
  /** Of the series of a chart. */
  readonly series: readonly string[]
}

/** The plain one, where no company has given its own. */
export const PLAIN_STAGE: Stage = {
  frame: 'plain',
  width: 13.333,
  height: 7.5,
  title: { left: 0.6, top: 0.42, width: 12.13, height: 0.45 },
  titlePoints: 20,
  body: { left: 0.6, top: 1.15, width: 12.13, height: 5.7 },
  first: { left: 0.9, top: 1.7, width: 11.53, height: 1.3 },
  font: 'Arial',
  paper: null,
  ink: '1A1F26',
  soft: '5B6470',
  accent: '2F5D8A',
  series: ['2F5D8A', '7BA7CF', 'B8C4D0'],
}

/** Colors that carry a meaning, with ink that can be read on them, whatever the company's own are. */
export const TONED_INK = '1A1F26'
export const HEAD = { fill: 'F4F6F8', ink: '5B6470' } as const
export const LINE = 'D5DAE0'

/** Names by which texts of a slide are known again when it is put on a master of the company. */
export const PART_NAMES = {
  title: 'Title',
  mainTitle: 'Main title',
  subtitle: 'Subtitle',
  footer: 'Footer',
} as const
