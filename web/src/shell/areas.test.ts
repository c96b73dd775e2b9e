import { expect, it } from 'vitest'
import { patterns } from '../paths.ts'
import { areas } from './areas.ts'

/** Reached from the page it belongs to: weighing together from a draft of the criteria. */
const WITHIN_ANOTHER: readonly string[] = [patterns.weighting]

it('every page of the program is found in the navigation without knowing its address', () => {
  const entries = areas.flatMap(({ navigation }) => navigation.map(({ href }) => href))
  const pages = areas
    .flatMap(({ routes }) => routes.map(({ path }) => path))
    .filter((path) => path.startsWith('/program/') && !path.includes('$') && !WITHIN_ANOTHER.includes(path))
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.filter((path) => !entries.includes(path))).toEqual([])
  expect(new Set(entries).size).toBe(entries.length)
})
