import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commentRights, isDutyNews, type PlanEvent, toldOf } from './plan-notice.ts'

const everybody = ['ann', 'ben', 'cleo', 'dora', 'eve']

function anEvent(changes: Partial<PlanEvent> = {}): PlanEvent {
  return {
    kind: 'commented',
    actorId: 'ann',
    namedIds: [],
    ownerIds: [],
    watcherIds: [],
    mutedIds: [],
    seeingIds: everybody,
    ...changes,
  }
}

describe('a duty somebody was given', () => {
  it.each([
    [null, 'informed', true],
    [null, 'accountable', true],
    [null, 'team_member', true],
    ['responsible', 'accountable', true],
    ['team_member', 'account_manager', true],
    ['accountable', 'accountable', false],
    ['account_manager', 'account_manager', false],
    ['accountable', 'responsible', false],
    ['informed', 'consulted', false],
    ['account_manager', 'executive_sponsor', false],
  ] as const)('is news after %s as %s: %s', (before, after, isNews) => {
    expect(isDutyNews(before, after)).toBe(isNews)
  })
})

describe('who is told of what happens in a plan', () => {
  it('is whoever is named, answers for it or watches it, each as what they are', () => {
    expect(toldOf(anEvent({ namedIds: ['ben'], ownerIds: ['cleo'], watcherIds: ['dora'] }))).toEqual([
      { personId: 'ben', kind: 'mentioned' },
      { personId: 'cleo', kind: 'commented' },
      { personId: 'dora', kind: 'commented' },
    ])
  })

  it('is nobody twice, and being named comes first', () => {
    const told = toldOf(anEvent({ namedIds: ['ben', 'ben'], ownerIds: ['ben'], watcherIds: ['ben', 'cleo'] }))
    expect(told).toEqual([
      { personId: 'ben', kind: 'mentioned' },
      { personId: 'cleo', kind: 'commented' },
    ])
  })

  it('is never whoever did it', () => {
    expect(toldOf(anEvent({ namedIds: ['ann'], ownerIds: ['ann'], watcherIds: ['ann'] }))).toEqual([])
  })

  it('is nobody who muted the plan, unless they are named', () => {
    const muted = anEvent({ ownerIds: ['ben'], watcherIds: ['cleo'], mutedIds: ['ben', 'cleo'] })
    expect(toldOf(muted)).toEqual([])
    expect(toldOf({ ...muted, namedIds: ['cleo'] })).toEqual([{ personId: 'cleo', kind: 'mentioned' }])
  })

  it('is nobody who may not see what it is about, named or not', () => {
    const hidden = anEvent({ namedIds: ['ben'], ownerIds: ['cleo'], watcherIds: ['dora'], seeingIds: ['dora'] })
    expect(toldOf(hidden)).toEqual([{ personId: 'dora', kind: 'commented' }])
  })

  it('hears of a wish to approve as such, not as a mention', () => {
    expect(toldOf(anEvent({ kind: 'approval_asked', namedIds: ['ben'] }))).toEqual([
      { personId: 'ben', kind: 'approval_asked' },
    ])
  })

  it('holds for every constellation: nobody blind, nobody twice, not the doer, no muted person unnamed', () => {
    const people = fc.subarray(everybody)
    const event = fc.record({
      kind: fc.constantFrom('commented', 'approval_asked', 'changes_asked', 'approved', 'withdrawn'),
      actorId: fc.constantFrom(...everybody),
      namedIds: people,
      ownerIds: people,
      watcherIds: people,
      mutedIds: people,
      seeingIds: people,
    }) as fc.Arbitrary<PlanEvent>
    fc.assert(
      fc.property(event, (happened) => {
        const ids = toldOf(happened).map(({ personId }) => personId)
        const concerned = everybody.filter(
          (id) =>
            id !== happened.actorId &&
            happened.seeingIds.includes(id) &&
            (happened.namedIds.includes(id) ||
              (!happened.mutedIds.includes(id) &&
                (happened.ownerIds.includes(id) || happened.watcherIds.includes(id)))),
        )
        expect([...ids].sort()).toEqual(concerned)
      }),
    )
  })
})

describe('rights over a comment', () => {
  it.each([
    ['its author', { isAuthor: true, isLead: false }, [true, true, false]],
    ['a lead', { isAuthor: false, isLead: true }, [false, true, false]],
    ['anybody else', { isAuthor: false, isLead: false }, [false, false, false]],
  ] as const)('while it stands: %s', (_, reader, [mayChange, mayRemove, mayPutBack]) => {
    expect(commentRights(reader, null)).toEqual({ mayChange, mayRemove, mayPutBack })
  })

  it('once it is taken out, are those of whoever did that and of leads: to put it back', () => {
    const author = { isAuthor: true, isLead: false }
    expect(commentRights(author, { isOwn: true })).toEqual({ mayChange: false, mayRemove: false, mayPutBack: true })
    expect(commentRights(author, { isOwn: false }).mayPutBack).toBe(false)
    expect(commentRights({ isAuthor: false, isLead: true }, { isOwn: false }).mayPutBack).toBe(true)
  })
})
