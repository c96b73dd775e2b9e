import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ApprovalVerdict,
  checkSubmission,
  FEWEST_REASON_CHARACTERS,
  giveVerdict,
  type NamedApprover,
  type OpenApproval,
  stateOfAnswers,
  withdrawSubmission,
} from './plan-approval.ts'

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const awaited = (...ids: string[]): OpenApproval => ({
  state: 'waiting',
  approvers: ids.map((personId) => ({ personId, answer: null })),
})
const verdict = (personId: string, answer: ApprovalVerdict, reason = '') => ({ personId, answer, reason })

describe('putting a plan before people', () => {
  it('takes one or more others', () => {
    const submission = { submitterId: 'ann', approverIds: ['ben', 'cleo'] }
    expect(checkSubmission(submission)).toEqual({ ok: true, value: submission })
  })

  it.each([
    [[], 'plans/approver-missing'],
    [['ann'], 'plans/approver-is-submitter'],
    [['ben', 'ann'], 'plans/approver-is-submitter'],
    [['ben', 'ben'], 'plans/approver-twice'],
  ])('refuses %j', (approverIds, code) => {
    expect(codeOf(checkSubmission({ submitterId: 'ann', approverIds }))).toBe(code)
  })
})

describe('an answer', () => {
  it('approves once everybody named has approved', () => {
    const first = giveVerdict(awaited('ben', 'cleo'), verdict('ben', 'approved'))
    expect(first.ok && first.value.state).toBe('waiting')
    const second = giveVerdict(first.ok ? first.value : awaited(), verdict('cleo', 'approved'))
    expect(second.ok && second.value.state).toBe('approved')
  })

  it('that asks for changes sends the plan back at once, whoever else has approved', () => {
    const asked = {
      state: 'waiting',
      approvers: [{ personId: 'ben', answer: 'approved' }, ...awaited('cleo').approvers],
    }
    const sent = giveVerdict(asked as OpenApproval, verdict('cleo', 'changes_asked', 'Goals are missing.'))
    expect(sent.ok && sent.value.state).toBe('changes_asked')
  })

  it('may turn from yes to changes while others are awaited, but is not given twice', () => {
    const first = giveVerdict(awaited('ben', 'cleo'), verdict('ben', 'approved'))
    const open = first.ok ? first.value : awaited()
    expect(codeOf(giveVerdict(open, verdict('ben', 'approved')))).toBe('plans/approval-answered')
    const turned = giveVerdict(open, verdict('ben', 'changes_asked', 'I saw it only now.'))
    expect(turned.ok && turned.value.state).toBe('changes_asked')
  })

  it('is given by those named alone', () => {
    expect(codeOf(giveVerdict(awaited('ben'), verdict('dora', 'approved')))).toBe('plans/not-an-approver')
  })

  it('that asks for changes says which', () => {
    const short = 'x'.repeat(FEWEST_REASON_CHARACTERS - 1)
    for (const reason of ['', short, ` ${short} \n`]) {
      const refused = giveVerdict(awaited('ben'), verdict('ben', 'changes_asked', reason))
      expect(codeOf(refused)).toBe('plans/approval-reason-missing')
    }
    expect(codeOf(giveVerdict(awaited('ben'), verdict('ben', 'changes_asked', `${short}y`)))).toBe('ok')
  })

  it.each(['approved', 'changes_asked', 'withdrawn'] as const)('comes too late once it is %s', (state) => {
    const settled = { ...awaited('ben'), state }
    expect(codeOf(giveVerdict(settled, verdict('ben', 'approved')))).toBe('plans/approval-settled')
    expect(codeOf(withdrawSubmission({ state, submitterId: 'ann' }, { personId: 'ann', isLead: true }))).toBe(
      'plans/approval-settled',
    )
  })
})

describe('taking a submission back', () => {
  it('is for whoever submitted it, and for leads', () => {
    const approval = { state: 'waiting', submitterId: 'ann' } as const
    expect(withdrawSubmission(approval, { personId: 'ann', isLead: false })).toEqual({ ok: true, value: 'withdrawn' })
    expect(withdrawSubmission(approval, { personId: 'ben', isLead: true })).toEqual({ ok: true, value: 'withdrawn' })
    expect(codeOf(withdrawSubmission(approval, { personId: 'ben', isLead: false }))).toBe('plans/approval-not-yours')
  })
})

describe('the state of answers', () => {
  const answers = fc.uniqueArray(
    fc.record({
      personId: fc.string({ minLength: 1 }),
      answer: fc.constantFrom<NamedApprover['answer']>(null, 'approved', 'changes_asked'),
    }),
    { selector: ({ personId }) => personId },
  )

  it('does not depend on the order of people, and nobody approves by silence', () => {
    fc.assert(
      fc.property(answers, (approvers) => {
        const state = stateOfAnswers(approvers)
        expect(stateOfAnswers([...approvers].reverse())).toBe(state)
        const isUnanimous = approvers.length > 0 && approvers.every(({ answer }) => answer === 'approved')
        expect(state === 'approved').toBe(isUnanimous)
        expect(state === 'changes_asked').toBe(approvers.some(({ answer }) => answer === 'changes_asked'))
      }),
    )
  })
})
