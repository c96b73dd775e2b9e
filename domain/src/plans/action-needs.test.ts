import { describe, expect, test } from 'vitest'
import { findCircle, setNeeds } from './action-needs.ts'

const titles: Readonly<Record<string, string>> = { a: 'Ask', b: 'Build', c: 'Check', d: 'Deliver' }
const titleOf = (id: string) => titles[id] ?? id

describe('what an action needs', () => {
  test('a chain is accepted, and the same need twice counts once', () => {
    expect(setNeeds('c', ['b', 'b', 'a'], { needs: new Map([['b', ['a']]]), titleOf })).toEqual({
      ok: true,
      value: ['b', 'a'],
    })
  })

  test('two ways to the same need are no circle', () => {
    const needs = new Map([
      ['b', ['a']],
      ['c', ['a']],
    ])
    expect(setNeeds('d', ['b', 'c'], { needs, titleOf })).toMatchObject({ ok: true })
  })

  test('an action does not need itself', () => {
    expect(setNeeds('a', ['a'], { needs: new Map(), titleOf })).toEqual({
      ok: false,
      refusal: { code: 'plans/action-needs-circle', detail: { circle: 'Ask → Ask' } },
    })
  })

  test('a circle is refused by naming it in the order of its needs', () => {
    const needs = new Map([
      ['b', ['c']],
      ['c', ['d']],
      ['d', ['a']],
    ])
    expect(setNeeds('a', ['b'], { needs, titleOf })).toEqual({
      ok: false,
      refusal: { code: 'plans/action-needs-circle', detail: { circle: 'Ask → Build → Check → Deliver → Ask' } },
    })
  })

  test('new needs take the place of the old: a circle they dissolve is none', () => {
    const needs = new Map([
      ['a', ['b']],
      ['b', ['a']],
    ])
    expect(setNeeds('a', [], { needs, titleOf })).toEqual({ ok: true, value: [] })
  })

  test('a circle elsewhere does not hang the search', () => {
    const needs = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ])
    expect(findCircle('a', needs)).toBeNull()
  })
})
