import type { Theme } from './theme.ts'
import { CARE_THEMES } from './themes-of-care.ts'
import { GROWTH_THEMES } from './themes-of-growth.ts'

/** Everything that plans of the sample company are about. */
export const THEMES: readonly Theme[] = [...GROWTH_THEMES, ...CARE_THEMES]

export function themeOf(key: string): Theme {
  const theme = THEMES.find((each) => each.key === key)
  if (!theme) throw new RangeError(`No theme "${key}"`)
  return theme
}
